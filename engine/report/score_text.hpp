// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/style.hpp"
#include "stats/class_score.hpp"

namespace barometer::report {

// Scores over all symbols and per symbol, then the confusion matrix; for people.
std::string render_score(const stats::ScoredTags& scored, const Style& style);

}  // namespace barometer::report
