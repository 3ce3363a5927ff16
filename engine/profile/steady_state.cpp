// SPDX-License-Identifier: Apache-2.0
#include "profile/steady_state.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "profile/outliers.hpp"
#include "stats/mann_kendall.hpp"
#include "stats/order_statistics.hpp"
#include "stats/segments.hpp"

namespace barometer::profile {

namespace {

constexpr double kSameLevel = 0.02;
constexpr double kTrendZ = 3.29;
constexpr double kTrendRise = 0.02;
constexpr std::size_t kFewestSteady = 30;

bool same_level(const stats::Segment& earlier, const stats::Segment& last) {
  return std::abs(earlier.mean - last.mean) <= std::max(kSameLevel, last.deviation);
}

// The first segment of the level on which the process ended.
std::size_t last_level(const std::vector<stats::Segment>& segments) {
  std::size_t s = segments.size() - 1;
  while (s > 0 && same_level(segments[s - 1], segments.back())) {
    --s;
  }
  return s;
}

// The rise over the whole series where it is a trend, else 0.
double trend_of(std::span<const double> y) {
  if (std::abs(stats::mann_kendall(y).z) <= kTrendZ) {
    return 0;
  }
  const double rise = stats::theil_sen_slope(y) * static_cast<double>(y.size() - 1);
  return std::abs(rise) > kTrendRise ? std::expm1(rise) : 0;
}

SteadyShape shape_of(const std::vector<stats::Segment>& segments, std::size_t level) {
  if (level == 0) {
    return SteadyShape::flat;
  }
  const stats::Segment& steady = segments.back();
  const bool was_faster = std::any_of(
      segments.begin(), segments.begin() + static_cast<std::ptrdiff_t>(level),
      [&](const stats::Segment& s) { return s.mean < steady.mean && !same_level(s, steady); });
  return was_faster ? SteadyShape::slowdown : SteadyShape::warm_up;
}

std::vector<double> logarithms(std::span<const double> times) {
  std::vector<double> y(times.size());
  std::transform(times.begin(), times.end(), y.begin(), [](double x) { return std::log(x); });
  return y;
}

}  // namespace

std::string_view to_string(SteadyShape shape) {
  switch (shape) {
    case SteadyShape::flat:
      return "flat";
    case SteadyShape::warm_up:
      return "warm-up";
    case SteadyShape::slowdown:
      return "slowdown";
    case SteadyShape::none:
      break;
  }
  return "no steady state";
}

std::size_t steady_times_needed(std::size_t times) {
  return std::max(kFewestSteady, (times + 3) / 4);
}

SteadyState find_steady_state(std::span<const double> times) {
  SteadyState state;
  if (times.empty()) {
    return state;
  }
  state.first = times.size();
  state.median = stats::median_of(times);
  const std::vector<double> y = without_outliers(logarithms(times));
  const std::vector<stats::Segment> segments = stats::partition(y);
  const std::size_t level = last_level(segments);
  const std::size_t first = segments[level].first;
  if (times.size() - first < steady_times_needed(times.size())) {
    return state;
  }
  state.trend = trend_of(std::span{y}.subspan(first));
  if (state.trend == 0) {
    state.shape = shape_of(segments, level);
    state.first = first;
    state.median = stats::median_of(times.subspan(first));
  }
  return state;
}

}  // namespace barometer::profile
