// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "analysis/run_analysis.hpp"

namespace barometer::report {

// Changes when a key changes its meaning or goes; a new key does not change it.
inline constexpr int kRunFormat = 1;

// run.json as docs/run.schema.json describes it. Undefined and non-finite values are null.
nlohmann::ordered_json run_json(const analysis::RunRecord& record,
                                const analysis::RunAnalysis& analysis);

}  // namespace barometer::report
