// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "analysis/gate_result.hpp"

namespace barometer::analysis {

// `with` and `without` are returns of the same sessions, equally long. Blocks are of the larger of
// five sessions and the Politis-White length of the differences, at most a fortieth of them, and
// the interval is Student's over blocks as clusters (stats/cluster_mean.hpp). It needs ten blocks
// in which the two differ: where they are the same nothing is learnt. Differences below 1e-9 are
// rounding. Nothing for no sessions.
std::optional<ReturnDifference> return_difference(std::span<const double> with,
                                                  std::span<const double> without);

}  // namespace barometer::analysis
