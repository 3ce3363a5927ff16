// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/class_score.hpp"
#include "report/style.hpp"

namespace barometer::report {

// How one dimension's tags stood against the truth.
struct ScoredTags {
  std::string dimension;
  std::vector<std::string> classes;  // names
  std::vector<std::string> symbols;  // one per trial
  std::vector<analysis::TrialScore> trials;
};

// Figures over all symbols and per symbol, then the confusion matrix; for people.
std::string render_score(const ScoredTags& scored, const Style& style);

}  // namespace barometer::report
