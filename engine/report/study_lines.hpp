// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "analysis/study_verdict.hpp"
#include "report/style.hpp"

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

// What the sentences of a study are no wider than, whatever the style.
inline std::size_t study_width(const Style& style) {
  return std::min(kStudyWidth, style.width);
}

// Whole lines of at most so many columns.
std::string render_lines(const std::vector<StudyLine>& lines, const Style& style);

}  // namespace barometer::report
