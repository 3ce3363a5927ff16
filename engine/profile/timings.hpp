// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace barometer::profile {

// Steps whose per-bar time fell into one histogram bucket.
struct StepCount {
  double ns = 0;  // the bucket's middle
  std::int64_t count = 0;

  bool operator==(const StepCount&) const = default;
};

// What one process measured: one replicate.
struct ProcessTimes {
  std::vector<double> blocks_ns;  // per bar, a mean over the block, in the order of the blocks; > 0
  double cold_step_ns = 0;        // the very first step, not per bar; 0: not known
  std::vector<StepCount> steps;   // of the steady blocks; empty: not known

  bool operator==(const ProcessTimes&) const = default;
};

inline constexpr const char* kBlockSample = "block";

// One side of a comparison.
struct Replicates {
  std::string name;  // "baseline", "candidate", a file
  std::vector<ProcessTimes> processes;
  std::string sample = "call";  // what one time is; kBlockSample where replays were averaged
};

}  // namespace barometer::profile
