// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "analysis/run_analysis.hpp"

namespace barometer::page {

// The tables by regime from `regimes` of run.json: attribution without its bars, and regimes.
// Throws nlohmann::json::exception for JSON of another form.
void take_written_regimes(const nlohmann::ordered_json& json, analysis::RunAnalysis& analysis);

}  // namespace barometer::page
