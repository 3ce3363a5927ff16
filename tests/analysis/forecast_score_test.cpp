// SPDX-License-Identifier: Apache-2.0
#include "analysis/forecast_score.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

using analysis::ForecastScore;
using analysis::ForecastSeries;

// A walk whose deviation takes ten bars of one size and ten of another, with the true one as
// forecast of the next bar.
struct Walk {
  Walk(std::uint64_t seed, std::size_t bars) {
    stats::Random random(seed, 0);
    double price = 100;
    for (std::size_t t = 0; t < bars; ++t) {
      price *= std::exp(deviation(t) * random.normal());
      closes.push_back(price);
      times.push_back(static_cast<core::Timestamp>(t + 1) * core::kDay);
      truth.push_back(static_cast<float>(deviation(t + 1)));
    }
  }

  static double deviation(std::size_t t) { return t / 10 % 2 == 0 ? 0.005 : 0.02; }

  ForecastSeries series() const { return {times, closes, truth, 1}; }

  std::vector<core::Timestamp> times;
  std::vector<double> closes;
  std::vector<float> truth;
};

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

TEST_CASE("HAR is the least-squares forecast of all bars before, computed anew") {
  const Walk walk(1, 400);
  std::vector<double> squares;
  for (std::size_t t = 1; t < walk.closes.size(); ++t) {
    squares.push_back(std::pow(std::log(walk.closes[t] / walk.closes[t - 1]), 2));
  }
  analysis::HarForecast har(squares, {1, 5, 22});
  for (std::size_t k = 0; k < squares.size(); ++k) {
    const double got = har.next();
    if (k < 121) {
      CHECK(got == 0);
    } else if (k % 20 == 0) {
      CHECK(got == Approx(static_cast<double>(brute_har(squares, k))).epsilon(1e-7));
    }
  }
}

TEST_CASE("forecasts: who knows the variance is better than EWMA and HAR") {
  const Walk walk(2, 4000);
  const ForecastSeries series = walk.series();
  const ForecastScore score = analysis::score_forecasts({&series, 1});
  CHECK(score.bars == 1999);
  CHECK(score.dates == 1999);
  CHECK(score.forecast < score.ewma);
  CHECK(score.forecast < score.har);
  CHECK(score.over_har == Approx(score.forecast - score.har));
  CHECK(score.over_har < -2 * score.standard_error);
  // ln h + 1 on average where the variance is known.
  CHECK(score.forecast == Approx(1 + std::log(0.005 * 0.02)).margin(0.1));
}

TEST_CASE("forecasts: symbols of the same dates are no further observations") {
  const Walk walk(3, 2000);
  const std::vector<ForecastSeries> once{walk.series()};
  const std::vector<ForecastSeries> thrice(3, walk.series());
  const ForecastScore one = analysis::score_forecasts(once);
  const ForecastScore three = analysis::score_forecasts(thrice);
  CHECK(three.bars == 3 * one.bars);
  CHECK(three.dates == one.dates);
  CHECK(three.over_har == Approx(one.over_har));
  CHECK(three.standard_error == Approx(one.standard_error));
}

TEST_CASE("forecasts: unknown ones and prices that stand still are not judged") {
  Walk walk(4, 2000);
  std::fill(walk.truth.begin() + 1200, walk.truth.begin() + 1300, std::nanf(""));
  const ForecastSeries gap = walk.series();
  CHECK(analysis::score_forecasts({&gap, 1}).bars == 999 - 100);
  std::fill(walk.closes.begin(), walk.closes.end(), 100.0);
  const ForecastSeries still = walk.series();
  CHECK(analysis::score_forecasts({&still, 1}).bars == 0);
}

}  // namespace barometer
