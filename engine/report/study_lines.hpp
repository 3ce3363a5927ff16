// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/study_verdict.hpp"

namespace barometer::report {

inline constexpr std::size_t kStudyWidth = 80;

// A figure with its sentence: never one without the other.
struct StudyLine {
  std::string name;   // "chance by luck"
  std::string value;  // "34 %", "n/a"
  std::string says;
};

// What may be believed of the best trial.
std::vector<StudyLine> belief_lines(const analysis::StudyEvidence& evidence,
                                    const analysis::StudyVerdict& verdict);

// What was chosen in training and came out in tests; paths and the holdout too. Empty where the
// study has none of them.
std::vector<StudyLine> forward_lines(const analysis::StudyEvidence& evidence,
                                     const analysis::StudyVerdict& verdict);

// "4,550"
std::string count_text(double count);

// Whole lines of at most kStudyWidth columns.
std::string render_lines(const std::vector<StudyLine>& lines);

}  // namespace barometer::report
