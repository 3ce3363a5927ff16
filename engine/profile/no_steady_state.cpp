// SPDX-License-Identifier: Apache-2.0
#include "profile/no_steady_state.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>

namespace barometer::profile {

namespace {

// Why the processes without a steady state have none.
struct Unsettled {
  std::size_t short_ones = 0;  // fewer times than a steady state takes
  std::size_t drifting = 0;    // on one level that rises or falls
  std::size_t late = 0;        // reached their last level too late, or jump
  double drift = 0;            // the largest

  Unsettled(const Replicates& side, const SteadySide& found) {
    for (std::size_t p = 0; p < found.processes.size(); ++p) {
      const SteadyState& state = found.processes[p];
      const std::size_t times = side.processes[p].blocks_ns.size();
      if (state.found()) {
        continue;
      }
      short_ones += times < steady_times_needed(times) ? 1 : 0;
      drifting += state.trend != 0 ? 1 : 0;
      late += times >= steady_times_needed(times) && state.trend == 0 ? 1 : 0;
      drift = std::abs(state.trend) > std::abs(drift) ? state.trend : drift;
    }
  }
};

}  // namespace

std::string why_unsettled(const Replicates& side, const SteadySide& found) {
  const Unsettled processes(side, found);
  std::string text;
  const auto add = [&](std::size_t count, const std::string& why) {
    text += count == 0 ? "" : fmt::format("{}{} {}", text.empty() ? "" : ", ", count, why);
  };
  add(processes.short_ones, fmt::format("with fewer than the {} {}s that a steady state takes",
                                        steady_times_needed(0), side.sample));
  add(processes.drifting,
      fmt::format("still drifting at the end ({:+.1f} % at most)", 100 * processes.drift));
  add(processes.late,
      fmt::format("still jumping, or too late on the last level for {} {}s there",
                  steady_times_needed(side.processes.front().blocks_ns.size()), side.sample));
  const bool doubled = side.sample == kBlockSample && processes.drifting + processes.late > 0;
  return fmt::format("{} without a steady state: {}{}", side.name, text,
                     doubled ? "; doubling their blocks twice did not help" : "");
}

}  // namespace barometer::profile
