// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

#include "analysis/gate_result.hpp"
#include "study/gate_runs.hpp"

namespace barometer::study {

// Draws that are as extreme, at which a p is known.
inline constexpr std::int64_t kEnoughPlacebos = 20;

// Moves that there must be to draw from.
inline constexpr std::int64_t kFewestMoves = 200;

// The run with its tags moved in time (regime/moved_tags.hpp), up to `most` times, as far as the
// two p need it (stats/sequential_p.hpp). The statistic is the difference of the Sharpe ratios of
// the run and of its twin without conditions over its error by blocks
// (stats/sharpe_difference.hpp); 0 where the two are the same. Of a strategy that reads tags the
// twin's tags move with the run's. Without conditions it is the run's own Sharpe ratio over its
// error (analysis/sharpe_error.hpp). Returns count from the first session on that ends after the
// first known tag.
//
// The same bits for any number of threads. `done(n)` is called with the number of draws so far.
// Stops where the runs are stopped, with what there is.
analysis::GatePlacebo gate_placebo(const GateRuns& runs, std::int64_t most, std::uint64_t seed,
                                   const std::function<void(std::int64_t)>& done);

}  // namespace barometer::study
