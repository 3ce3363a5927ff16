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
  // Per bar, a mean over the block, in the order of the blocks; > 0. Without the cold steps of its
  // replays where whole_ns is known.
  std::vector<double> blocks_ns;
  double cold_step_ns = 0;       // the very first step, not per bar; 0: not known
  std::vector<StepCount> steps;  // of the steady blocks; empty: not known
  // The same blocks with the cold steps of every replay: the first one, and those in which a symbol
  // has its first bar, where plug-ins do what they do once per instance. Empty: not known, or the
  // same as blocks_ns.
  std::vector<double> whole_ns{};
  double replay_cold_ns = 0;  // cold steps of a replay, median over all but the first; 0: not known

  // What was measured, cold steps included.
  const std::vector<double>& all_ns() const { return whole_ns.empty() ? blocks_ns : whole_ns; }

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
