// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "profile/comparison.hpp"
#include "profile/mean_decomposition.hpp"

// Verdicts in plain words.

namespace barometer::profile {

// The arithmetic of a mean over a cold start, in one unit:
// "mean 4.691 ms = steady 0.08200 ms + (147.6 - 0.08200) / 32"; `sample` as in Replicates.
std::string arithmetic_of(const MeanDecomposition& parts, const std::string& sample);

// Why the verdict is what it is, then what else was noticed; one sentence each. The cold start has
// a line of its own.
std::vector<std::string> explain(const Comparison& comparison, const Replicates& baseline,
                                 const Replicates& candidate);

// What one side shows by itself: its steady state and what the cold start does to its mean.
std::vector<std::string> explain(const Replicates& side, const SteadySide& found);

// Compares a mean that somebody reported with one side: the number of calls that would explain it.
// An artifact where that number is one that the side's own makes plausible, at most ten times as
// many: any slow-down could be called a cold start over enough calls.
struct ReportedMean {
  bool artifact = false;  // over a cold start, not a cost
  std::string sentence;
};

ReportedMean explain_reported(double mean_ns, const Replicates& side, const SteadySide& found);

}  // namespace barometer::profile
