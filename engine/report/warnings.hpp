// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/run_analysis.hpp"

namespace barometer::report {

// The record's own warnings, then those that its figures give rise to; reads everything of
// `analysis` but its warnings.
std::vector<std::string> all_warnings(const analysis::RunRecord& record,
                                      const analysis::RunAnalysis& analysis);

}  // namespace barometer::report
