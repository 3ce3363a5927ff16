// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "backtest/api/control.hpp"
#include "study/study.hpp"

namespace barometer::study {

// The Sharpe ratio a year over each path of combinatorial purged cross-validation (Lopez de Prado
// 2018; stats/combinatorial_splits.hpp): of every split the trial with the highest Sharpe ratio of
// the training groups runs in the tested ones. Groups are windows of as many session ends each, in
// which every trial begins flat while tags run through; what is purged on both sides of a test is
// as long as the longest holding of any trial. Nothing is written into the store. A path whose
// returns do not vary is left out. Throws Error{bad_input} for more than 10,000 trials or fewer
// than ten sessions a group, Error{interrupted} when stopped.
std::vector<double> path_objectives(Study& study, const backtest::Control& control);

}  // namespace barometer::study
