// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/analysis.hpp"

namespace barometer {

// The record's own warnings, then those that its figures give rise to; reads everything of
// `analysis` but its warnings.
std::vector<std::string> all_warnings(const RunRecord& record, const RunAnalysis& analysis);

}  // namespace barometer
