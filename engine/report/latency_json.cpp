// SPDX-License-Identifier: Apache-2.0
#include "report/json_parts.hpp"

namespace barometer::report::json {

namespace {

Json stage(const latency::StageReport& stage) {
  return {{"stage", stage.stage},
          {"samples", stage.samples},
          {"p50_ns", or_null(stage.p50_ns)},
          {"p90_ns", or_null(stage.p90_ns)},
          {"p99_ns", or_null(stage.p99_ns)},
          {"p999_ns", or_null(stage.p999_ns)},
          {"max_ns", stage.max_ns},
          {"total_ns", stage.total_ns}};
}

Json budget(const latency::BudgetReport& budget) {
  return {{"stage", budget.stage},
          {"quantile", budget.quantile},
          {"limit_ns", budget.limit_ns},
          {"state", latency::to_string(budget.state)},
          {"steps", budget.steps},
          {"exceedances", budget.exceedances},
          {"exceedance_runs", budget.events},
          {"decided_at_steps", budget.decided_at},
          {"steps_needed", budget.steps_needed},
          {"amortised", budget.amortised},
          {"explanation", budget.explanation}};
}

template <class Report>
Json list(const std::vector<Report>& reports, Json (*one)(const Report&)) {
  Json json = Json::array();
  for (const Report& report : reports) {
    json.push_back(one(report));
  }
  return json;
}

}  // namespace

Json latency(const latency::LatencyReport& latency) {
  return {{"metered", latency.metered},
          {"clock", latency.clock},
          {"clock_cost_ns", latency.clock_cost_ns},
          {"clock_resolution_ns", latency.clock_resolution_ns},
          {"metering_cost_ns", latency.metering_cost_ns},
          {"steps", latency.steps},
          {"bars", latency.bars},
          {"loop_seconds", latency.loop_seconds},
          {"tag_ahead_seconds", latency.tag_ahead_seconds},
          {"cold_first_step_ns", latency.cold_first_step_ns},
          {"warmup_steps", latency.warmup_steps},
          {"warmup_total_ns", latency.warmup_total_ns},
          {"warm", latency.warm},
          {"steady_steps", latency.steady_steps},
          {"steady_median_ns", or_null(latency.steady_median_ns)},
          {"verified", latency.verified},
          {"stages", list(latency.stages, stage)},
          {"budgets", list(latency.budgets, budget)},
          {"breached", latency.breached}};
}

}  // namespace barometer::report::json
