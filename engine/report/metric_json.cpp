// SPDX-License-Identifier: Apache-2.0
#include "analysis/metric_table.hpp"
#include "report/json_parts.hpp"

namespace barometer::report::json {

namespace {

Json value_json(const analysis::MetricValue& value, analysis::MetricUnit unit) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    return unit == analysis::MetricUnit::time ? Json(core::format_utc(*whole)) : Json(*whole);
  }
  const auto* number = std::get_if<double>(&value);
  return number != nullptr ? Json(*number) : Json(nullptr);
}

}  // namespace

Json metrics(const analysis::RunAnalysis& analysis) {
  Json json = Json::object();
  for (const analysis::Metric& metric : analysis::metric_table()) {
    json[std::string(metric.key)] = value_json(analysis::value_of(metric, analysis), metric.unit);
  }
  return json;
}

Json buy_and_hold(const analysis::ReturnMetrics& returns) {
  Json json = Json::object();
  for (const analysis::Metric& metric : analysis::metric_table()) {
    if (metric.of_returns()) {
      json[std::string(metric.key)] = value_json(analysis::value_of(metric, returns), metric.unit);
    }
  }
  return json;
}

}  // namespace barometer::report::json
