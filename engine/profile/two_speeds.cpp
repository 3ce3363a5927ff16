// SPDX-License-Identifier: Apache-2.0
#include "profile/two_speeds.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

#include "profile/outliers.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::profile {

namespace {

constexpr double kSmallestShare = 1.0 / 12;  // one process of ten has a place in a cluster
constexpr double kSmallestGap = 0.05;
constexpr double kLargestRatio = 2.5;  // beyond it a time was interrupted, not run at another clock
constexpr double kGapDeviations = 3;
constexpr double kMostBetween = 0.1;
constexpr double kSameRatio = 0.04;
constexpr std::size_t kFewestOfProcess = 5;

using Values = std::vector<double>;

// The logarithms of the times of each process that may lie in a cluster.
std::vector<Values> times_of(const Replicates& side, const SteadySide& found) {
  std::vector<Values> processes;
  for (std::size_t p = 0; p < side.processes.size(); ++p) {
    const SteadyState& state = found.processes[p];
    const std::span times = side.processes[p].blocks_ns;
    Values y;
    for (const double ns : times.subspan(state.found() ? state.first : 0)) {
      y.push_back(std::log(ns));
    }
    processes.push_back(without_outliers(y));
  }
  return processes;
}

Values sorted(const std::vector<Values>& processes) {
  Values all;
  for (const Values& y : processes) {
    all.insert(all.end(), y.begin(), y.end());
  }
  std::sort(all.begin(), all.end());
  return all;
}

// The number of values in the lower cluster. What is left of outliers must not be one, so values
// beyond the outermost fiftieths count as their edges.
std::size_t best_cut(const Values& y) {
  const auto n = y.size();
  const double low = y[n / 50];
  const double high = y[n - 1 - n / 50];
  const auto inside = [&](double value) { return std::clamp(value, low, high); };
  double total = 0;
  for (const double value : y) {
    total += inside(value);
  }
  const auto fewest = static_cast<std::size_t>(kSmallestShare * static_cast<double>(n));
  std::size_t best = fewest;
  double most = -1;
  double sum = 0;
  for (std::size_t i = 1; i < n; ++i) {
    sum += inside(y[i - 1]);
    const auto below = static_cast<double>(i);
    const auto above = static_cast<double>(n - i);
    const double apart = sum / below - (total - sum) / above;
    // Squares within are least where those between are most.
    const double between = below * above * apart * apart;
    if (i >= fewest && n - i >= fewest && between > most) {
      most = between;
      best = i;
    }
  }
  return best;
}

// Two clusters as medians of logarithms.
struct Clusters {
  double low;
  double high;
  double deviation;  // the larger one

  double gap() const { return high - low; }

  double middle() const { return 0.5 * (low + high); }
};

Clusters clusters_of(const Values& y) {
  const std::size_t cut = best_cut(y);
  const std::span below = std::span{y}.first(cut);
  const std::span above = std::span{y}.subspan(cut);
  return {stats::median_of(below), stats::median_of(above),
          std::max(stats::robust_deviation_of(below), stats::robust_deviation_of(above))};
}

double share_between(const Values& y, const Clusters& clusters) {
  const double reach = clusters.gap() / 8;
  const auto between = std::count_if(y.begin(), y.end(), [&](double value) {
    return std::abs(value - clusters.middle()) < reach;
  });
  return static_cast<double>(between) / static_cast<double>(y.size());
}

double share_above(const Values& y, double middle) {
  const auto above =
      std::count_if(y.begin(), y.end(), [&](double value) { return value > middle; });
  return static_cast<double>(above) / static_cast<double>(y.size());
}

// How the processes' own medians scatter about their cluster's; 0 where there is nothing to tell.
double process_deviation(const std::vector<Values>& processes, const Clusters& clusters) {
  double squares = 0;
  std::size_t count = 0;
  const auto add = [&](const Values& y, double centre) {
    if (y.size() >= kFewestOfProcess) {
      squares += std::pow(stats::median_of(y) - centre, 2);
      ++count;
    }
  };
  for (const Values& y : processes) {
    Values below;
    Values above;
    for (const double value : y) {
      (value < clusters.middle() ? below : above).push_back(value);
    }
    add(below, clusters.low);
    add(above, clusters.high);
  }
  return count > 2 ? std::sqrt(squares / static_cast<double>(count - 2)) : 0;
}

}  // namespace

std::optional<TwoSpeeds> two_speeds(const Replicates& side, const SteadySide& found) {
  const std::vector<Values> processes = times_of(side, found);
  const Values y = sorted(processes);
  if (y.size() < 50) {
    return std::nullopt;
  }
  const Clusters clusters = clusters_of(y);
  const bool two = clusters.gap() > std::log1p(kSmallestGap) &&
                   clusters.gap() < std::log(kLargestRatio) &&
                   clusters.gap() > kGapDeviations * clusters.deviation &&
                   share_between(y, clusters) < kMostBetween &&
                   clusters.gap() > kGapDeviations * process_deviation(processes, clusters);
  if (!two) {
    return std::nullopt;
  }
  return TwoSpeeds{std::exp(clusters.low), std::exp(clusters.high),
                   share_above(y, clusters.middle())};
}

double CommonSpeeds::ratio() const {
  return std::sqrt(baseline.ratio() * candidate.ratio());
}

std::optional<CommonSpeeds> common_speeds(const std::optional<TwoSpeeds>& baseline,
                                          const std::optional<TwoSpeeds>& candidate) {
  const bool same =
      baseline && candidate &&
      std::abs(std::log(candidate->ratio() / baseline->ratio())) <= std::log1p(kSameRatio);
  return same ? std::optional(CommonSpeeds{*baseline, *candidate}) : std::nullopt;
}

SteadySide at_one_speed(const Replicates& side, const SteadySide& found, const TwoSpeeds& speeds,
                        double ratio) {
  return level_steady_side(side, found, std::sqrt(speeds.fast_ns * speeds.slow_ns), ratio);
}

SteadySide find_own_speed(const Replicates& side) {
  SteadySide found = find_steady_side(side);
  const std::optional<TwoSpeeds> speeds = two_speeds(side, found);
  return speeds ? at_one_speed(side, found, *speeds, speeds->ratio()) : found;
}

}  // namespace barometer::profile
