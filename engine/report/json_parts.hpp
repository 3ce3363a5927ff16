// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "analysis/run_analysis.hpp"

// The parts of run.json, one function a key.

namespace barometer::report::json {

using Json = nlohmann::ordered_json;

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json metrics(const analysis::RunAnalysis& analysis);
Json buy_and_hold(const analysis::ReturnMetrics& returns);
Json regimes(const analysis::RunAnalysis& analysis);
Json identity(const analysis::AccountIdentity& identity);
Json orders(const analysis::RunRecord& record, const analysis::OrderCounts& counts);
Json risk(const analysis::RunRecord& record);
Json strategy_output(const analysis::RunRecord& record);
Json warnings(const std::vector<analysis::Warning>& warnings);
Json open_positions(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis);

Json latency(const latency::LatencyReport& latency);

Json config(const config::RunConfig& config);
Json plugins(const analysis::RunRecord& record);
Json conditions(const analysis::RunRecord& record);
Json data(const analysis::RunRecord& record);
Json symbols(const data::MarketData& market);  // as in `data`
Json build();
Json machine();

}  // namespace barometer::report::json
