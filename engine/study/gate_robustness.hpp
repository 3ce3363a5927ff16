// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>

#include "analysis/gate_result.hpp"
#include "study/gate_runs.hpp"
#include "study/tried_params.hpp"

namespace barometer::study {

// The gate under other values of its taggers' own parameters, one at a time: everything is tagged
// anew and run again. The objective is the Sharpe ratio a year, of a gate with conditions less that
// of its twin without them. Parameters that change nothing of it are counted and left out: they
// would make any point a plateau. Costs that depend on tags are judged by the tags in force.
//
// The same bits for any number of threads. `done(share)` is called with 0..1, from any thread but
// never from two at once. Stops where the runs are stopped, without rows that are not complete.
analysis::GateRobustness gate_robustness(const GateRuns& runs, std::span<const TriedParam> tried,
                                         const std::function<void(double)>& done);

}  // namespace barometer::study
