// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "profile/steady_state.hpp"
#include "profile/timings.hpp"

namespace barometer::profile {

// What was found in one side's processes. T_p is the logarithm of the median of process p's steady
// times; processes without a steady state have none.
struct SteadySide {
  std::vector<SteadyState> processes;
  std::vector<double> steady;        // T_p
  std::vector<double> steady_means;  // logarithms of the means of the same steady times
  std::vector<double> means;         // logarithms of the means over all blocks, of every process
  std::vector<double> step_median;   // logarithms of the median of steady steps, where known
  std::vector<double> p99;           // logarithms of their 99th percentile, where known
  std::vector<double> cold;          // logarithms of the first step's time, where known
  std::vector<double> replay_cold;   // logarithms of the cold steps of a later replay, where known
  std::size_t unsteady = 0;

  bool settled() const { return 5 * unsteady <= processes.size(); }  // at most 20 % did not
};

SteadySide find_steady_side(const Replicates& side);

// The same on times of which those above `threshold_ns` are divided by `ratio`: the faster of two
// speeds (two_speeds.hpp). A process that is steady as it is keeps its steady part; T_p is of the
// divided times, every other figure of the times as they are.
SteadySide find_steady_side(const Replicates& side, double threshold_ns, double ratio);

// "8 flat, 2 warm-up"
std::string shapes_of(const SteadySide& side);

}  // namespace barometer::profile
