// SPDX-License-Identifier: Apache-2.0
#include "profile/pauses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "core/thousands.hpp"
#include "profile/time_unit.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::profile {

namespace {

constexpr double kReach = 6;
constexpr double kSmallest = 1.25;  // of the median
constexpr std::size_t kFewestDistances = 6;
constexpr double kSameDistance = 0.1;

// What is gathered over the processes of a side.
struct Gathered {
  std::vector<double> ratios;
  std::vector<double> excesses;
  std::vector<double> distances;
  std::size_t times = 0;
  double all_ns = 0;
};

void gather(std::span<const double> times, Gathered& all) {
  const double median = stats::median_of(times);
  const double tenth = stats::quantile_of(times, 0.1);
  const double limit = median * std::max(kSmallest, std::pow(median / tenth, kReach));
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < times.size(); ++i) {
    all.all_ns += times[i];
    if (times[i] <= limit) {
      continue;
    }
    all.ratios.push_back(times[i] / median);
    all.excesses.push_back(times[i] - median);
    if (last) {
      all.distances.push_back(static_cast<double>(i - *last));
    }
    last = i;
  }
  all.times += times.size();
}

std::optional<double> period_of(const std::vector<double>& distances) {
  if (distances.size() < kFewestDistances) {
    return std::nullopt;
  }
  const double median = stats::median_of(distances);
  const double reach = std::max(kSameDistance * median, 0.5);
  const auto near = std::count_if(distances.begin(), distances.end(), [&](double distance) {
    return std::abs(distance - median) <= reach;
  });
  return 2 * static_cast<std::size_t>(near) >= distances.size() ? std::optional(median)
                                                                : std::nullopt;
}

std::string grouped(std::size_t count) {
  return core::with_thousands(std::to_string(count));
}

}  // namespace

Pauses find_pauses(const Replicates& side, const SteadySide& found) {
  Gathered all;
  for (std::size_t p = 0; p < side.processes.size(); ++p) {
    if (found.processes[p].found()) {
      const std::span times{side.processes[p].blocks_ns};
      // The times of a slower speed are no pauses.
      gather(found.levelled(times.subspan(found.processes[p].first)), all);
    }
  }
  Pauses pauses;
  pauses.times = all.times;
  pauses.count = all.ratios.size();
  if (pauses.count == 0) {
    return pauses;
  }
  double excess = 0;
  for (const double ns : all.excesses) {
    excess += ns;
  }
  pauses.ratio = stats::median_of(all.ratios);
  pauses.excess_ns = stats::median_of(all.excesses);
  pauses.share = excess / all.all_ns;
  pauses.period = period_of(all.distances);
  return pauses;
}

std::string to_text(const Pauses& pauses, const std::string& sample) {
  if (pauses.count == 0) {
    return fmt::format("none of {} steady {}s is a pause", grouped(pauses.times), sample);
  }
  const TimeUnit unit = unit_of(pauses.excess_ns);
  return fmt::format(
      "{} of {} steady {}s ({:.1f} %) are pauses, the middle one +{} {} (x {:.1f}){}; they are "
      "{:.1f} % of the mean",
      grouped(pauses.count), grouped(pauses.times), sample, 100 * pauses.frequency(),
      unit(pauses.excess_ns), unit.name, pauses.ratio,
      pauses.period ? fmt::format(", one every {:.0f} {}s", *pauses.period, sample) : "",
      100 * pauses.share);
}

}  // namespace barometer::profile
