// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "profile/comparison.hpp"
#include "profile/timings.hpp"

// Verdicts in plain words.

namespace barometer::profile {

// Why the verdict is what it is, then what else was noticed; one sentence each. The cold start has
// a line of its own.
std::vector<std::string> explain(const Comparison& comparison, const Replicates& baseline,
                                 const Replicates& candidate);

// What one side shows by itself: its steady state and what the cold start does to its mean.
std::vector<std::string> explain(const Replicates& side, const SteadySide& found);

}  // namespace barometer::profile
