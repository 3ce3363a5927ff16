// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "profile/steady_state.hpp"
#include "profile/timings.hpp"

namespace barometer::profile {

// What was found in one side's processes. T_p is the logarithm of the median of process p's steady
// times; processes without a steady state have none. Of a side at two speeds (two_speeds.hpp) T_p,
// the mean of the steady times and level_means are those at the faster one, all else is of times as
// they are.
struct SteadySide {
  std::vector<SteadyState> processes;
  std::vector<double> steady;        // T_p
  std::vector<double> steady_means;  // logarithms of the means of the same steady times
  std::vector<double> means;         // logarithms of the means over all blocks, of every process
  std::vector<double> level_means;   // the same at the faster one of two speeds
  std::vector<double> step_median;   // logarithms of the median of steady steps, where known
  std::vector<double> p99;           // logarithms of their 99th percentile, where known
  std::vector<double> cold;          // logarithms of the first step's time, where known
  std::vector<double> replay_cold;   // logarithms of the cold steps of a later replay, where known
  std::size_t unsteady = 0;
  double slower_beyond_ns = 0;  // two speeds: times beyond it lie at the slower one
  double speed_ratio = 1;       // of the slower one's times to the faster one's; 1: one speed

  // Times as they would be at the faster speed.
  std::vector<double> levelled(std::span<const double> times) const;

  bool settled() const { return 5 * unsteady <= processes.size(); }  // at most 20 % did not
};

SteadySide find_steady_side(const Replicates& side);

// The same of times of which those beyond `slower_beyond_ns` are divided by `speed_ratio`. A
// process that is steady as it is, which `found` says, keeps its steady part.
SteadySide level_steady_side(const Replicates& side, const SteadySide& found,
                             double slower_beyond_ns, double speed_ratio);

// "8 flat, 2 warm-up"
std::string shapes_of(const SteadySide& side);

}  // namespace barometer::profile
