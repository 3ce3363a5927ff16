// SPDX-License-Identifier: Apache-2.0
#include "stats/har_forecast.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// The least-squares forecast behind bar `last`, from scratch: Gram-Schmidt in long double.
long double brute_har(const std::vector<double>& squares, std::size_t last) {
  constexpr std::size_t kWindows[] = {1, 5, 22};
  const auto terms = [&](std::size_t k) {
    std::vector<long double> row{1};
    for (const std::size_t window : kWindows) {
      long double sum = 0;
      for (std::size_t i = k + 1 - window; i <= k; ++i) {
        sum += squares[i] / static_cast<long double>(window);
      }
      row.push_back(sum);
    }
    return row;
  };
  std::vector<std::vector<long double>> columns(4);
  std::vector<long double> wanted;
  for (std::size_t k = 21; k < last; ++k) {
    const auto row = terms(k);
    for (std::size_t i = 0; i < 4; ++i) {
      columns[i].push_back(row[i]);
    }
    wanted.push_back(squares[k + 1]);
  }
  std::vector<long double> point = terms(last);
  const long double longest = point[3];
  const auto dot = [](const auto& a, const auto& b) {
    long double sum = 0;
    for (std::size_t k = 0; k < a.size(); ++k) {
      sum += a[k] * b[k];
    }
    return sum;
  };
  long double forecast = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const long double part = dot(columns[i], columns[j]) / dot(columns[j], columns[j]);
      for (std::size_t k = 0; k < wanted.size(); ++k) {
        columns[i][k] -= part * columns[j][k];
      }
      point[i] -= part * point[j];
    }
    forecast += point[i] * dot(columns[i], wanted) / dot(columns[i], columns[i]);
  }
  return std::max(forecast, longest / 10);
}

}  // namespace

TEST_CASE("HarForecast: the least-squares forecast of all values before, computed anew") {
  stats::Random random(1, 0);
  std::vector<double> squares;
  for (std::size_t t = 0; t < 400; ++t) {
    squares.push_back(std::pow((t / 10 % 2 == 0 ? 0.005 : 0.02) * random.normal(), 2));
  }
  stats::HarForecast har(squares, {1, 5, 22});
  for (std::size_t k = 0; k < squares.size(); ++k) {
    const double got = har.next();
    if (k < 121) {
      CHECK(got == 0);
    } else if (k % 20 == 0) {
      CHECK(got == Approx(static_cast<double>(brute_har(squares, k))).epsilon(1e-7));
    }
  }
}

}  // namespace barometer
