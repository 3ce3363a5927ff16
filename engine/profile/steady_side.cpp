// SPDX-License-Identifier: Apache-2.0
#include "profile/steady_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "stats/order_statistics.hpp"

namespace barometer::profile {

namespace {

// The smallest value that at least so many percent of the steps do not exceed; nothing where fewer
// than ten steps lie beyond it.
std::optional<double> percentile_of(const std::vector<StepCount>& steps, std::int64_t percent) {
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

// With the cold steps, which are no slower speed, as they are.
double level_mean(const ProcessTimes& process, const SteadySide& side) {
  const std::vector<double>& times = process.blocks_ns;
  return stats::mean_of(process.all_ns()) - stats::mean_of(times) +
         stats::mean_of(side.levelled(times));
}

void add_process(const ProcessTimes& process, const SteadyState& state, SteadySide& side) {
  side.processes.push_back(state);
  side.means.push_back(std::log(stats::mean_of(process.all_ns())));
  side.level_means.push_back(std::log(level_mean(process, side)));
  add_if_known(process.cold_step_ns, side.cold);
  add_if_known(process.replay_cold_ns, side.replay_cold);
  if (!state.found()) {
    ++side.unsteady;
    return;
  }
  const std::vector<double> steady =
      side.levelled(std::span{process.blocks_ns}.subspan(state.first));
  side.steady.push_back(std::log(stats::median_of(steady)));
  side.steady_means.push_back(std::log(stats::mean_of(steady)));
  add_if_known(percentile_of(process.steps, 50), side.step_median);
  add_if_known(percentile_of(process.steps, 99), side.p99);
}

// The steady state that a process only has at one speed; its median is of the times as they are, as
// that of every other process is.
SteadyState steady_state_at_one_speed(std::span<const double> times, const SteadySide& side) {
  SteadyState state = find_steady_state(side.levelled(times));
  state.median = stats::median_of(state.found() ? times.subspan(state.first) : times);
  return state;
}

}  // namespace

std::vector<double> SteadySide::levelled(std::span<const double> times) const {
  std::vector<double> level(times.begin(), times.end());
  for (double& ns : level) {
    ns = ns > slower_beyond_ns ? ns / speed_ratio : ns;
  }
  return level;
}

SteadySide find_steady_side(const Replicates& side) {
  SteadySide found;
  for (const ProcessTimes& process : side.processes) {
    add_process(process, find_steady_state(process.blocks_ns), found);
  }
  return found;
}

SteadySide level_steady_side(const Replicates& side, const SteadySide& found,
                             double slower_beyond_ns, double speed_ratio) {
  SteadySide level;
  level.slower_beyond_ns = slower_beyond_ns;
  level.speed_ratio = speed_ratio;
  for (std::size_t p = 0; p < side.processes.size(); ++p) {
    const SteadyState& as_it_is = found.processes[p];
    const ProcessTimes& process = side.processes[p];
    add_process(process,
                as_it_is.found() ? as_it_is : steady_state_at_one_speed(process.blocks_ns, level),
                level);
  }
  return level;
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
