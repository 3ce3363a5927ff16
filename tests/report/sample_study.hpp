// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/study_verdict.hpp"

namespace barometer::test {

// A study in which everything there is has a value: two axes, folds, paths, a holdout.
analysis::StudyEvidence sample_study();

// Figures of it that no computation made: all of them differ, so that none is taken for another.
analysis::StudyVerdict sample_verdict();

// Trials with an objective, and one without.
std::vector<analysis::StudyTrial> sample_trials();

}  // namespace barometer::test
