// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "analysis/run_analysis.hpp"
#include "analysis/warning.hpp"

namespace barometer::analysis {

// The warnings that the record and its analysis give rise to, in the order of the alternatives of
// `Warning`. Reads everything of `analysis` but its warnings.
std::vector<Warning> find_warnings(const RunRecord& record, const RunAnalysis& analysis);

}  // namespace barometer::analysis
