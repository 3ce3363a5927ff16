// SPDX-License-Identifier: Apache-2.0
#include "profile/outliers.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "stats/order_statistics.hpp"

namespace barometer::profile {

namespace {

constexpr std::size_t kWindow = 50;
constexpr double kReach = 3;

// The window's levels around one value; moved inwards at the ends of the series.
struct Surroundings {
  double median;
  double reach;

  bool holds(double value) const { return std::abs(value - median) <= reach; }
};

Surroundings around(std::span<const double> y, std::size_t i) {
  const std::size_t width = std::min(kWindow, y.size());
  const std::size_t first = std::min(i - std::min(i, width / 2), y.size() - width);
  const std::span window = y.subspan(first, width);
  return {stats::median_of(window),
          kReach * (stats::quantile_of(window, 0.9) - stats::quantile_of(window, 0.1))};
}

}  // namespace

std::vector<double> without_outliers(std::span<const double> y) {
  std::vector<double> cleaned(y.begin(), y.end());
  for (std::size_t i = 1; i < y.size(); ++i) {
    const Surroundings here = around(y, i);
    const bool last = i + 1 == y.size();
    if (!here.holds(y[i]) && here.holds(y[i - 1]) && (last || here.holds(y[i + 1]))) {
      cleaned[i] = here.median;
    }
  }
  return cleaned;
}

}  // namespace barometer::profile
