// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/study_evidence.hpp"
#include "analysis/study_verdict.hpp"
#include "backtest/api/control.hpp"
#include "study/named_benchmark.hpp"
#include "study/study.hpp"

namespace barometer::study {

// What may be believed of a study whose trials are done, and what that is made from.
struct JudgedStudy {
  analysis::StudyEvidence evidence;
  analysis::StudyVerdict verdict;
  std::vector<std::string> idle_axes;  // keys that change nothing (study/idle_axes.hpp)
};

// The run store of a config: in its output.dir, from the folder in which relative paths start.
std::filesystem::path store_of(const config::RunConfig& config);

// Reads the trials of a finished `run` from the store and makes what the config asks for besides:
// walk-forward, paths of cross-validation, the holdout of the best. Their rows go into the store.
// `against` stands in place of buy and hold. A control of 0 threads takes those of the config.
// Throws Error{interrupted} when stopped, after which the same call goes on; else as the store,
// walk_forward() and path_objectives().
JudgedStudy judge_study(Study& study, const std::filesystem::path& store, const StudyRun& run,
                        const std::optional<NamedBenchmark>& against,
                        const backtest::Control& control);

}  // namespace barometer::study
