// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "analysis/run_analysis.hpp"
#include "analysis/warning.hpp"

namespace barometer::analysis {

// Rates between currencies that had no bar for long, or none at the end, while something that they
// convert was held or traded.
void check_rates(const RunRecord& record, const RunAnalysis& analysis,
                 std::vector<Warning>& warnings);

// Sessions a year of the data that are far from the number that the venue counts.
void check_sessions_a_year(const RunRecord& record, const RunAnalysis& analysis,
                           std::vector<Warning>& warnings);

}  // namespace barometer::analysis
