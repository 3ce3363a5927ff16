// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/run.hpp>
#include <span>
#include <string>
#include <vector>

#include "config/study_config.hpp"
#include "core/timestamp.hpp"

namespace barometer::study {

// A period in which parameters are chosen, and the one after it in which they run. Both begin
// behind their `from_ns` and end with their `to_ns`.
struct FoldWindow {
  backtest::Window train;
  backtest::Window test;
};

// The folds of a walk-forward over data that begin behind `begin_ns` and end with `end_ns`: the
// first trains from the beginning on, each next one begins `step` later (anchored: ends `step`
// later), and only folds whose test period is there in full are made. Throws Error{bad_input} where
// there is none.
std::vector<FoldWindow> fold_windows(const config::WalkForwardConfig& walk,
                                     core::Timestamp begin_ns, core::Timestamp end_ns,
                                     const std::string& file);

// `groups` windows of equally many steps, the last one longer by what is left over. `times` are
// those of the steps, `begin_ns` lies before the first. REQUIRES: at least as many steps as groups.
std::vector<backtest::Window> group_windows(std::span<const core::Timestamp> times,
                                            core::Timestamp begin_ns, int groups);

}  // namespace barometer::study
