// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "analysis/study_evidence.hpp"
#include "study/study.hpp"

// What the rows of a study in the store come to: the values that its verdict is made from.

namespace barometer::study {

// The best `most` trials of the study, the best first, each with the median objective of its
// neighbours.
std::vector<analysis::StudyTrial> best_trials(const Study& study,
                                              const std::filesystem::path& store, std::int64_t id,
                                              std::size_t most);

// N: how many distinct trials the store has of this strategy on these data, in the period that the
// study's trials see. Folds count too, so it is asked when all of them are there.
std::int64_t counted_trials(const Study& study, const std::filesystem::path& store);

// Everything but folds, paths and holdout. Returns of the best trials and of a sample are read from
// the store, and where it has none the trials run once more. Throws as the store and as Control
// says.
analysis::StudyEvidence evidence_of(Study& study, const std::filesystem::path& store,
                                    const StudyRun& run, const backtest::Control& control);

}  // namespace barometer::study
