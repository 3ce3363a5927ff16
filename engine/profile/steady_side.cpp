// SPDX-License-Identifier: Apache-2.0
#include "profile/steady_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "stats/order_statistics.hpp"

namespace barometer::profile {

namespace {

// The smallest value that at least the share q of the steps do not exceed; nothing where fewer than
// ten steps lie beyond it.
std::optional<double> quantile_of(const std::vector<StepCount>& steps, std::int64_t percent) {
  std::int64_t all = 0;
  for (const StepCount& step : steps) {
    all += step.count;
  }
  if ((100 - percent) * all < 1'000) {
    return std::nullopt;
  }
  std::int64_t beyond = all;
  for (const StepCount& step : steps) {
    beyond -= step.count;
    if (100 * beyond <= (100 - percent) * all) {
      return step.ns;
    }
  }
  return std::nullopt;
}

void add_if_known(std::optional<double> value, std::vector<double>& logarithms) {
  if (value && *value > 0) {
    logarithms.push_back(std::log(*value));
  }
}

// `levelled` are the process's times without the difference of two speeds.
void add_process(const ProcessTimes& process, const SteadyState& state,
                 std::span<const double> levelled, SteadySide& side) {
  side.processes.push_back(state);
  side.means.push_back(std::log(stats::mean_of(process.all_ns())));
  add_if_known(process.cold_step_ns, side.cold);
  add_if_known(process.replay_cold_ns, side.replay_cold);
  if (!state.found()) {
    ++side.unsteady;
    return;
  }
  const std::span times = process.blocks_ns;
  side.steady.push_back(std::log(stats::median_of(levelled.subspan(state.first))));
  side.steady_means.push_back(std::log(stats::mean_of(times.subspan(state.first))));
  add_if_known(quantile_of(process.steps, 50), side.step_median);
  add_if_known(quantile_of(process.steps, 99), side.p99);
}

}  // namespace

SteadySide find_steady_side(const Replicates& side) {
  SteadySide found;
  for (const ProcessTimes& process : side.processes) {
    add_process(process, find_steady_state(process.blocks_ns), process.blocks_ns, found);
  }
  return found;
}

SteadySide find_steady_side(const Replicates& side, double threshold_ns, double ratio) {
  SteadySide found;
  for (const ProcessTimes& process : side.processes) {
    std::vector<double> levelled = process.blocks_ns;
    for (double& ns : levelled) {
      ns = ns > threshold_ns ? ns / ratio : ns;
    }
    const SteadyState as_it_is = find_steady_state(process.blocks_ns);
    const SteadyState state = as_it_is.found() ? as_it_is : find_steady_state(levelled);
    add_process(process, state, levelled, found);
  }
  return found;
}

std::string shapes_of(const SteadySide& side) {
  std::string text;
  for (const SteadyShape shape :
       {SteadyShape::flat, SteadyShape::warm_up, SteadyShape::slowdown, SteadyShape::none}) {
    const auto count = std::count_if(side.processes.begin(), side.processes.end(),
                                     [&](const SteadyState& s) { return s.shape == shape; });
    if (count > 0) {
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, to_string(shape));
    }
  }
  return text;
}

}  // namespace barometer::profile
