// SPDX-License-Identifier: Apache-2.0
#include "stats/segments.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace barometer::stats {

namespace {

constexpr std::size_t kShortest = 5;
constexpr double kLowestVariance = 0.005 * 0.005;
constexpr double kPenaltyFactor = 15;

// Mean and variance of any stretch in constant time.
class PrefixSums {
 public:
  explicit PrefixSums(std::span<const double> y)
      : origin_(y.empty() ? 0 : y.back()), sums_(y.size() + 1), squares_(y.size() + 1) {
    for (std::size_t i = 0; i < y.size(); ++i) {
      const double distance = y[i] - origin_;  // small, so that squares do not cancel
      sums_[i + 1] = sums_[i] + distance;
      squares_[i + 1] = squares_[i] + distance * distance;
    }
  }

  double mean(std::size_t first, std::size_t last) const { return origin_ + offset(first, last); }

  double variance(std::size_t first, std::size_t last) const {
    const double mean = offset(first, last);
    const double square = (squares_[last] - squares_[first]) / static_cast<double>(last - first);
    return std::max(square - mean * mean, 0.0);
  }

 private:
  double offset(std::size_t first, std::size_t last) const {
    return (sums_[last] - sums_[first]) / static_cast<double>(last - first);
  }

  double origin_;
  std::vector<double> sums_;
  std::vector<double> squares_;
};

double cost(const PrefixSums& sums, std::size_t first, std::size_t last) {
  const double variance = std::max(sums.variance(first, last), kLowestVariance);
  return static_cast<double>(last - first) * (std::log(variance) + 1);
}

// For every end of a prefix, where the last segment of its best cut begins.
std::vector<std::size_t> best_starts(const PrefixSums& sums, std::size_t size) {
  const double penalty = kPenaltyFactor * std::log(static_cast<double>(size));
  std::vector<double> best(size + 1, std::numeric_limits<double>::infinity());
  std::vector<std::size_t> start(size + 1, 0);
  for (std::size_t end = 1; end <= size; ++end) {
    best[end] = cost(sums, 0, end);
    for (std::size_t from = 1; from + kShortest <= end; ++from) {
      const double total = best[from] + penalty + cost(sums, from, end);
      if (total < best[end]) {
        best[end] = total;
        start[end] = from;
      }
    }
  }
  return start;
}

}  // namespace

std::vector<Segment> partition(std::span<const double> y) {
  const PrefixSums sums(y);
  const std::vector<std::size_t> start = best_starts(sums, y.size());
  std::vector<Segment> segments;
  for (std::size_t end = y.size(); end > 0; end = start[end]) {
    const std::size_t first = start[end];
    segments.push_back({first, end, sums.mean(first, end), std::sqrt(sums.variance(first, end))});
  }
  std::reverse(segments.begin(), segments.end());
  return segments;
}

}  // namespace barometer::stats
