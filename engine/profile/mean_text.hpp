// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "profile/mean_decomposition.hpp"
#include "profile/steady_side.hpp"
#include "profile/timings.hpp"

// What a mean over a cold start is made of, in plain words.

namespace barometer::profile {

// The arithmetic of a mean over a cold start, in one unit:
// "mean 4.691 ms = steady 0.08200 ms + (147.6 - 0.08200) / 32"; `sample` as in Replicates.
std::string arithmetic_of(const MeanDecomposition& parts, const std::string& sample);

// Compares a mean that somebody reported with one side: the number of calls that would explain it.
// An artifact where that number is one that the side's own makes plausible, at most ten times as
// many: any slow-down could be called a cold start over enough calls.
struct ReportedMean {
  bool artifact = false;  // over a cold start, not a cost
  std::string sentence;
};

ReportedMean explain_reported(double mean_ns, const Replicates& side, const SteadySide& found);

}  // namespace barometer::profile
