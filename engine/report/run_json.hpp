// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "analysis/run_analysis.hpp"

namespace barometer::report {

inline constexpr int kRunSchemaVersion = 1;

// run.json as docs/run.schema.json describes it. What is undefined or not finite is null.
nlohmann::ordered_json run_json(const analysis::RunRecord& record,
                                const analysis::RunAnalysis& analysis);

}  // namespace barometer::report
