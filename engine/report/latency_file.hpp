// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "analysis/run_analysis.hpp"

namespace barometer::report {

// Changes when a key changes its meaning or goes; a new key does not change it.
inline constexpr int kLatencyFormat = 1;

// latency.json: all results of metering. docs/latency.schema.json describes every key.
nlohmann::ordered_json latency_json(const analysis::RunRecord& record,
                                    const analysis::RunAnalysis& analysis);

}  // namespace barometer::report
