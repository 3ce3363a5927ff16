// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "analysis/run_analysis.hpp"
#include "analysis/warning.hpp"

namespace barometer::analysis {

// Rejections that a key of the config would have avoided.
void check_rejections(const RunRecord& record, const RunAnalysis& analysis,
                      std::vector<Warning>& warnings);

// Orders that make no sense, by type, with what is wrong with most of them.
void check_invalid_orders(const RunRecord& record, std::vector<Warning>& warnings);

}  // namespace barometer::analysis
