// SPDX-License-Identifier: Apache-2.0
#include "stats/mann_kendall.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace barometer::stats {

namespace {

double median(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) {
    return *middle;
  }
  return 0.5 * (*std::max_element(values.begin(), middle) + *middle);
}

// Calls visit(first, last) for each run of equal values in an order sorted by value.
template <class Visit>
void each_tie(std::span<const double> values, std::span<const std::size_t> order, Visit visit) {
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first + 1;
    while (last < order.size() && values[order[last]] == values[order[first]]) {
      ++last;
    }
    visit(first, last);
    first = last;
  }
}

std::vector<std::size_t> sorted_order(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  return order;
}

// From 1; equal values share the mean of their ranks.
std::vector<double> ranks(std::span<const double> values) {
  const std::vector<std::size_t> order = sorted_order(values);
  std::vector<double> ranks(values.size());
  each_tie(values, order, [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      ranks[order[i]] = 0.5 * static_cast<double>(first + 1 + last);
    }
  });
  return ranks;
}

std::vector<double> without_slope(std::span<const double> values) {
  const double slope = theil_sen_slope(values);
  std::vector<double> level(values.begin(), values.end());
  for (std::size_t i = 0; i < level.size(); ++i) {
    level[i] -= slope * static_cast<double>(i);
  }
  return level;
}

std::int64_t pairs_up_less_down(std::span<const double> values) {
  std::int64_t s = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = i + 1; j < values.size(); ++j) {
      s += (values[j] > values[i] ? 1 : 0) - (values[j] < values[i] ? 1 : 0);
    }
  }
  return s;
}

// (n (n-1) (2n+5) - sum over ties t (t-1) (2t+5)) / 18
double independent_variance(std::span<const double> values) {
  const auto term = [](double n) { return n * (n - 1) * (2 * n + 5); };
  double sum = term(static_cast<double>(values.size()));
  each_tie(values, sorted_order(values), [&](std::size_t first, std::size_t last) {
    sum -= term(static_cast<double>(last - first));
  });
  return sum / 18;
}

// n/n* of the header.
double correction(std::span<const double> values) {
  std::vector<double> rank = ranks(without_slope(values));
  const auto n = static_cast<double>(rank.size());
  for (double& r : rank) {
    r -= 0.5 * (n + 1);
  }
  const double scale = std::inner_product(rank.begin(), rank.end(), rank.begin(), 0.0);
  const double significant = 1.959963984540054 / std::sqrt(n);  // of 5 %, two-sided
  const auto autocorrelation = [&](std::size_t lag) {
    const auto shifted = rank.begin() + static_cast<std::ptrdiff_t>(lag);
    return std::inner_product(shifted, rank.end(), rank.begin(), 0.0) / scale;
  };
  double sum = 0;
  for (std::size_t lag = 1; scale > 0 && lag + 2 < rank.size(); ++lag) {
    const double rho = autocorrelation(lag);
    if (rho <= significant) {
      break;
    }
    const double left = n - static_cast<double>(lag);
    sum += left * (left - 1) * (left - 2) * rho;
  }
  return 1 + 2 * sum / (n * (n - 1) * (n - 2));
}

}  // namespace

double theil_sen_slope(std::span<const double> values) {
  if (values.size() < 2) {
    return 0;
  }
  std::vector<double> slopes;
  slopes.reserve(values.size() * (values.size() - 1) / 2);
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = i + 1; j < values.size(); ++j) {
      slopes.push_back((values[j] - values[i]) / static_cast<double>(j - i));
    }
  }
  return median(slopes);
}

MannKendall mann_kendall(std::span<const double> values) {
  if (values.size() < 3) {
    return {};
  }
  MannKendall test;
  test.s = pairs_up_less_down(values);
  test.variance = independent_variance(values);
  if (test.variance > 0) {
    test.variance *= correction(values);
    const int sign = (test.s > 0 ? 1 : 0) - (test.s < 0 ? 1 : 0);
    test.z = static_cast<double>(test.s - sign) / std::sqrt(test.variance);
  }
  return test;
}

double two_sided_p(double z) {
  return 2 * boost::math::cdf(complement(boost::math::normal{}, std::abs(z)));
}

}  // namespace barometer::stats
