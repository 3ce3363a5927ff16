// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <span>

#include "analysis/study_verdict.hpp"

namespace barometer::report {

// All of a study as one document: what render_study() shows, the folds, the trials that are given,
// the reasons of those that failed, and what the statistics assume. Ratios are a year's but for
// those of a session, which say so; a figure that is not given has one key, `missing`, with the
// reason. Times are nanoseconds since 1970, UTC.
nlohmann::ordered_json study_json(const analysis::StudyEvidence& evidence,
                                  const analysis::StudyVerdict& verdict,
                                  std::span<const analysis::StudyTrial> trials);

}  // namespace barometer::report
