// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/study_verdict.hpp"
#include "report/style.hpp"

namespace barometer::report {

// The verdict of a study on one screen: at most 80 columns and 40 lines, UTF-8, one line feed at
// the end. `verbose` adds a row for each fold of a walk-forward and what each statistic assumes.
std::string render_study(const analysis::StudyEvidence& evidence,
                         const analysis::StudyVerdict& verdict, const Style& style, bool verbose);

}  // namespace barometer::report
