// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "report/analysis.hpp"

// The parts of run.json, one function a key.

namespace barometer::json {

using Json = nlohmann::ordered_json;

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json metrics(const RunAnalysis& analysis);
Json benchmark(const ReturnMetrics& buy_and_hold);
Json regimes(const RunAnalysis& analysis);
Json identity(const AccountIdentity& identity);
Json orders(const RunRecord& record, const OrderCounts& counts);
Json risk(const RunRecord& record);
Json open_positions(const RunRecord& record, const RunAnalysis& analysis);

Json latency(const LatencyReport& latency);

Json config(const RunConfig& config);
Json plugins(const RunRecord& record);
Json conditions(const RunRecord& record);
Json data(const RunRecord& record);
Json build();
Json machine();

}  // namespace barometer::json
