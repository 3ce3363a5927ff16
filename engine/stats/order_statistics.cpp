// SPDX-License-Identifier: Apache-2.0
#include "stats/order_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace barometer::stats {

double median_of(std::span<const double> values) {
  return quantile_of(values, 0.5);
}

double quantile_of(std::span<const double> values, double q) {
  std::vector<double> sorted(values.begin(), values.end());
  const double place = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const auto lower = sorted.begin() + static_cast<std::ptrdiff_t>(below);
  std::nth_element(sorted.begin(), lower, sorted.end());
  if (below + 1 == sorted.size()) {
    return *lower;
  }
  const double upper = *std::min_element(lower + 1, sorted.end());
  return *lower + (place - static_cast<double>(below)) * (upper - *lower);
}

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double mean_of_smallest(std::span<const double> values, double share) {
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  const auto last = static_cast<std::size_t>(static_cast<double>(sorted.size() - 1) * share);
  return mean_of(std::span(sorted).first(last + 1));
}

double standard_deviation_of(std::span<const double> values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) {
    squares += (value - mean) * (value - mean);
  }
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

double robust_deviation_of(std::span<const double> values) {
  constexpr double kNormalScale = 1.4826;  // of a median distance to a standard deviation
  const double middle = median_of(values);
  std::vector<double> distances(values.size());
  std::ranges::transform(values, distances.begin(),
                         [middle](double value) { return std::fabs(value - middle); });
  return kNormalScale * median_of(distances);
}

}  // namespace barometer::stats
