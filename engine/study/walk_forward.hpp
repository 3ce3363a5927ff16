// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "analysis/study_evidence.hpp"
#include "backtest/api/control.hpp"
#include "study/study.hpp"

namespace barometer::study {

// Chooses parameters in each fold's train period and runs them in its test period, the first
// `embargo` of which is left out (study.walk_forward; where it states none, the longest holding of
// the chosen trial in training). Every run is a row of the store, as are the test periods together
// as one curve. Folds that the store has already are not run again. Throws Error{interrupted} when
// stopped, and as the store; Error{bad_input} where no fold fits into the data.
analysis::WalkForward walk_forward(Study& study, const std::filesystem::path& store,
                                   std::int64_t id, const backtest::Control& control);

// Throws Error{bad_input} for whatever would end the walk-forward of this study: no fold that fits
// into the data, or one without a bar of a symbol. Nothing runs, so it is asked before the trials.
void check_folds(const Study& study);

}  // namespace barometer::study
