// SPDX-License-Identifier: Apache-2.0
#include "sniffer/bar_step.hpp"

#include <algorithm>
#include <map>

#include "core/bar_size.hpp"

namespace barometer::sniffer {

namespace {

constexpr double kMost = 0.8;  // of the steps have to be whole bars

using Counts = std::map<core::Duration, std::size_t>;

std::size_t of_whole_bars(const Counts& counts, core::Duration bar) {
  std::size_t alike = 0;
  for (const auto& [step, count] : counts) {
    alike += step % bar == 0 ? count : 0;
  }
  return alike;
}

core::Duration most_frequent(const Counts& counts) {
  const auto most = std::ranges::max_element(
      counts, {}, [](const Counts::value_type& entry) { return entry.second; });
  return most->first;
}

// By the step that most have: a year of days has more steps of one day than of three.
std::optional<core::Duration> long_bar(core::Duration step) {
  constexpr core::Duration kDaysOfWeek = 5 * core::kDay;
  constexpr core::Duration kDaysOfMonth = 27 * core::kDay;
  constexpr core::Duration kLongest = 32 * core::kDay;
  if (step < kDaysOfWeek) {
    return core::kDay;
  }
  if (step < kDaysOfMonth) {
    return step <= 9 * core::kDay ? std::optional(core::kWeek) : std::nullopt;
  }
  return step <= kLongest ? std::optional(core::kMonth) : std::nullopt;
}

}  // namespace

BarStep bar_step(const std::vector<StampRun>& runs, bool dates) {
  Counts counts;
  std::size_t down = 0;
  BarStep found;
  for (const StampRun& run : runs) {
    for (std::size_t i = 1; i < run.size(); ++i) {
      const core::Duration step = run[i] - run[i - 1];
      down += step < 0 ? 1 : 0;
      found.steps += step != 0 ? 1 : 0;
      if (step != 0) {
        ++counts[step < 0 ? -step : step];
      }
    }
  }
  found.newest_first = down * 2 > found.steps;
  if (counts.empty()) {
    return found;
  }
  const core::Duration step = most_frequent(counts);
  if (dates || step >= core::kDay) {
    found.bar = long_bar(step);
    found.alike = found.steps;
    return found;
  }
  found.alike = of_whole_bars(counts, step);
  const bool fits = step % core::kSecond == 0 && core::kDay % step == 0 &&
                    static_cast<double>(found.alike) >= kMost * static_cast<double>(found.steps);
  found.bar = fits ? std::optional(step) : std::nullopt;
  return found;
}

}  // namespace barometer::sniffer
