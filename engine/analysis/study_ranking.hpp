// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/study_evidence.hpp"

namespace barometer::analysis {

// The indices of the trials that have an objective, the best first; of equals the first by number.
std::vector<std::size_t> ranking(std::span<const StudyTrial> trials, bool maximised);

}  // namespace barometer::analysis
