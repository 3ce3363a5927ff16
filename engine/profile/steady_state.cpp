// SPDX-License-Identifier: Apache-2.0
#include "profile/steady_state.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
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
constexpr std::size_t kSmallestPiece = 5;

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

// The level on which a series ended.
struct LastLevel {
  std::size_t first;
  double trend;  // as trend_of()
};

// Whether a series falls over its second third by less than half of what it falls over its first,
// within a standard error: an exponential does, a drift that goes on does not.
bool falls_ever_less(std::span<const double> y) {
  constexpr double kMedianError = 1.2533;  // of a normal sample, times its deviation / sqrt(n)
  const std::size_t third = y.size() / 3;
  const std::span last = y.last(third);
  const double early = stats::median_of(y.first(third));
  const double middle = stats::median_of(y.subspan(third, third));
  const double late = stats::median_of(last);
  const double contrast = (early - middle) - 2 * (middle - late);
  const double error =
      kMedianError * stats::standard_deviation_of(last) / std::sqrt(static_cast<double>(third));
  return contrast > -error * std::sqrt(1.0 + 9.0 + 4.0);
}

// An exponential warm-up falls ever less, too slowly at last for a cut: so its beginning is dropped
// piece by piece until the rest has no trend, at most half of it. Nothing where the rest still has
// one then, or becomes too short.
std::optional<std::size_t> end_of_decay(std::span<const double> y, std::size_t first,
                                        std::size_t needed) {
  if (!falls_ever_less(y.subspan(first))) {
    return std::nullopt;
  }
  const std::size_t fewest = std::max(needed, (y.size() - first) / 2);
  while (y.size() - first >= fewest) {
    if (trend_of(y.subspan(first)) == 0) {
      return first;
    }
    first += std::max(kSmallestPiece, (y.size() - first) / 10);
  }
  return std::nullopt;
}

// Nothing where too few values lie on the last level.
std::optional<LastLevel> settle(std::span<const double> y,
                                const std::vector<stats::Segment>& segments) {
  const std::size_t needed = steady_times_needed(y.size());
  const std::size_t first = segments[last_level(segments)].first;
  if (y.size() - first < needed) {
    return std::nullopt;
  }
  const double trend = trend_of(y.subspan(first));
  if (trend < 0) {
    if (const auto end = end_of_decay(y, first, needed)) {
      return LastLevel{*end, 0};
    }
  }
  return LastLevel{first, trend};
}

// Whether a segment before the steady state was faster than that is.
SteadyShape shape_of(const std::vector<stats::Segment>& segments, std::size_t first,
                     double steady) {
  if (first == 0) {
    return SteadyShape::flat;
  }
  const double reach = std::max(kSameLevel, segments.back().deviation);
  const bool was_faster = std::any_of(
      segments.begin(), segments.end(),
      [&](const stats::Segment& s) { return s.last <= first && s.mean < steady - reach; });
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
  const std::optional<LastLevel> level = settle(y, segments);
  if (!level) {
    return state;
  }
  state.trend = level->trend;
  if (state.trend == 0) {
    state.shape =
        shape_of(segments, level->first, stats::mean_of(std::span{y}.subspan(level->first)));
    state.first = level->first;
    state.median = stats::median_of(times.subspan(state.first));
  }
  return state;
}

}  // namespace barometer::profile
