// SPDX-License-Identifier: Apache-2.0
#include "stats/long_run_variance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace barometer::stats {

std::size_t long_run_lags(std::size_t n) {
  return static_cast<std::size_t>(std::ceil(1.3 * std::sqrt(static_cast<double>(n))));
}

namespace {

// Sums of the values before each one, with `margin` places for what is before the first and behind
// the last.
std::vector<double> running_sums(std::span<const double> values, std::size_t margin) {
  std::vector<double> sums(values.size() + 2 * margin + 1, 0.0);
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += values[i];
    sums[margin + 1 + i] = sum;
  }
  std::fill(sums.end() - static_cast<std::ptrdiff_t>(margin), sums.end(), sum);
  return sums;
}

}  // namespace

// Bartlett's weights are how often two values lie in one window of lags + 1, so the sum over all
// lags is that of the squared sums of the windows, those that overlap an end included. Four sums at
// a time, for one would wait for every addition to end.
double long_run_variance(std::span<const double> values, std::size_t lags) {
  const std::size_t width = lags + 1;
  const std::vector<double> sums = running_sums(values, lags);
  const std::size_t windows = values.size() + lags;
  std::array<double, 4> squares{};
  for (std::size_t i = 0; i < windows; ++i) {
    const double window = sums[i + width] - sums[i];
    squares[i % 4] += window * window;
  }
  return ((squares[0] + squares[1]) + (squares[2] + squares[3])) /
         (static_cast<double>(width) * static_cast<double>(values.size()));
}

double long_run_quantile(double b) {
  return 1.96 + b * (2.9694 + b * (0.4160 - b * 0.5324));
}

}  // namespace barometer::stats
