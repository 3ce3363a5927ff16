// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "analysis/gate_result.hpp"
#include "study/gate_runs.hpp"

namespace barometer::study {

// The run and its twins without each condition, without all of them, and, of a strategy that reads
// tags, without all of them while it is told nothing. The last twin is the one that decides. One
// condition is all conditions, and stands once. `seed` draws the intervals of the Sharpe ratios;
// `done` is called after each run, from any thread but never from two at once. Throws as
// LeanRuns::run.
std::vector<analysis::GateTwin> gate_twins(const GateRuns& runs, std::uint64_t seed,
                                           const std::function<void()>& done);

// Runs that gate_twins() makes.
std::size_t twin_runs(const GateRuns& runs);

}  // namespace barometer::study
