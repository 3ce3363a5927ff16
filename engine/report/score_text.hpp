// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/class_score.hpp"
#include "report/style.hpp"

namespace barometer::report {

// Scores over all symbols and per symbol, then the confusion matrix; for people.
std::string render_score(const analysis::ScoredTags& scored, const Style& style);

}  // namespace barometer::report
