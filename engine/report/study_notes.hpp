// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace barometer::report {

// What a statistic of a study assumes, and where it misleads.
struct StudyNote {
  const char* statistic;  // its key in JSON
  const char* text;
};

// In the order in which the verdict shows them; docs/study.md has the whole of it.
std::span<const StudyNote> study_notes();

}  // namespace barometer::report
