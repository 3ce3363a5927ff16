// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/study_verdict.hpp"

namespace barometer::report {

// What may be believed of the best trial, in one plain sentence: "of 4,550 trials the best has a
// Sharpe ratio of 1.90; the best of as many without any edge reaches that in 34 % of such studies:
// do not believe it yet".
std::string study_sentence(const analysis::StudyEvidence& evidence,
                           const analysis::StudyVerdict& verdict);

// Why a figure is not given: "no trial has an objective". REQUIRES: it is missing.
std::string missing_text(analysis::WhyMissing why);

// "luck", "fails_forward": the key in JSON.
std::string doubt_key(analysis::Doubt doubt);

// A probability as "34 %", "2.1 %" or "less than 0.1 %".
std::string chance_text(double chance);

}  // namespace barometer::report
