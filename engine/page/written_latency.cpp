// SPDX-License-Identifier: Apache-2.0
#include "page/written_latency.hpp"

#include <string>

#include "core/timestamp.hpp"
#include "page/json_take.hpp"

namespace barometer::page {

namespace {

using Json = nlohmann::ordered_json;

latency::StageReport stage_of(const Json& json) {
  return {.stage = json.at("stage"),
          .samples = json.at("samples"),
          .p50_ns = number_or_none(json, "p50_ns"),
          .p90_ns = number_or_none(json, "p90_ns"),
          .p99_ns = number_or_none(json, "p99_ns"),
          .p999_ns = number_or_none(json, "p999_ns"),
          .max_ns = json.at("max_ns"),
          .total_ns = json.at("total_ns"),
          .histogram = {}};
}

latency::BudgetState state_of(const std::string& word) {
  using latency::BudgetState;
  for (const BudgetState state : {BudgetState::pass, BudgetState::fail, BudgetState::undecided}) {
    if (latency::to_string(state) == word) {
      return state;
    }
  }
  return BudgetState::unverified;
}

latency::BudgetReport budget_of(const Json& json) {
  latency::BudgetReport budget;
  take(json, "stage", budget.stage);
  take(json, "quantile", budget.quantile);
  take(json, "limit_ns", budget.limit_ns);
  budget.state = state_of(json.at("state"));
  take(json, "steps", budget.steps);
  take(json, "exceedances", budget.exceedances);
  take(json, "exceedance_runs", budget.events);
  take(json, "decided_at_steps", budget.decided_at);
  take(json, "steps_needed", budget.steps_needed);
  take(json, "amortised", budget.amortised);
  take(json, "explanation", budget.explanation);
  return budget;
}

analysis::LatencyByTag by_tag_of(const std::string& dimension, const Json& rows) {
  analysis::LatencyByTag table{.dimension = dimension, .rows = {}};
  for (const Json& row : rows) {
    table.rows.push_back({.label = row.at("label"),
                          .steps = row.at("steps"),
                          .p50_ns = number_or_none(row, "p50_ns"),
                          .p99_ns = number_or_none(row, "p99_ns")});
  }
  return table;
}

analysis::SlowBar slow_bar_of(const Json& json) {
  analysis::SlowBar bar;
  take(json, "step", bar.step.step);
  take(json, "bars", bar.step.bars);
  take(json, "step_ns", bar.step.stage_ns.front());
  for (std::size_t stage = 1; stage < bar.step.stage_ns.size(); ++stage) {
    const std::string name(latency::kStageNames[stage]);
    take(json.at("stages_ns"), name.c_str(), bar.step.stage_ns[stage]);
  }
  bar.time_ns = core::parse_utc(json.at("time").get<std::string>()).value_or(0);
  for (const Json& one : json.at("symbols")) {
    analysis::SlowSymbol symbol{.symbol = one.at("symbol"), .tags = {}};
    for (const auto& [dimension, tag] : one.at("tags").items()) {
      symbol.tags.push_back(tag);
    }
    bar.symbols.push_back(std::move(symbol));
  }
  return bar;
}

// The dimensions of the slowest steps' tags, which each of their symbols names.
std::vector<std::string> dimensions_of(const Json& slowest) {
  std::vector<std::string> names;
  for (const Json& bar : slowest) {
    for (const Json& symbol : bar.at("symbols")) {
      for (const auto& [dimension, tag] : symbol.at("tags").items()) {
        names.push_back(dimension);
      }
      return names;
    }
  }
  return names;
}

void take_times(const Json& json, latency::LatencyReport& latency) {
  take(json, "clock", latency.clock);
  take(json, "clock_cost_ns", latency.clock_cost_ns);
  take(json, "clock_resolution_ns", latency.clock_resolution_ns);
  take(json, "metering_cost_ns", latency.metering_cost_ns);
  take(json, "loop_seconds", latency.loop_seconds);
  take(json, "tag_ahead_seconds", latency.tag_ahead_seconds);
  take(json, "cold_first_step_ns", latency.cold_first_step_ns);
  take(json, "warmup_total_ns", latency.warmup_total_ns);
  latency.steady_median_ns = number_or_none(json, "steady_median_ns");
}

}  // namespace

latency::LatencyReport latency_of(const Json& json) {
  latency::LatencyReport latency;
  take_times(json, latency);
  take(json, "metered", latency.metered);
  take(json, "steps", latency.steps);
  take(json, "bars", latency.bars);
  take(json, "warmup_steps", latency.warmup_steps);
  take(json, "warm", latency.warm);
  take(json, "steady_steps", latency.steady_steps);
  take(json, "verified", latency.verified);
  for (const Json& stage : json.at("stages")) {
    latency.stages.push_back(stage_of(stage));
  }
  for (const Json& budget : json.at("budgets")) {
    latency.budgets.push_back(budget_of(budget));
  }
  take(json, "breached", latency.breached);
  return latency;
}

void add_metering(const Json& latency_json, WrittenLatency& written) {
  const Json& growth = latency_json.at("growth");
  if (!growth.is_null()) {
    written.latency.growth = latency::GrowthReport{};
    take(growth, "grows", written.latency.growth->grows);
    take(growth, "rise", written.latency.growth->rise);
  }
  for (const auto& [dimension, rows] : latency_json.at("by_regime").items()) {
    written.by_tag.push_back(by_tag_of(dimension, rows));
  }
  written.slow_bars.dimensions = dimensions_of(latency_json.at("slowest"));
  for (const Json& bar : latency_json.at("slowest")) {
    written.slow_bars.bars.push_back(slow_bar_of(bar));
  }
  for (const Json& block : latency_json.at("blocks")) {
    written.course.push_back({.first_step = block.at("first_step"),
                              .last_step = block.at("last_step"),
                              .samples = block.at("samples"),
                              .median_ns = block.at("median_ns"),
                              .max_ns = block.at("max_ns")});
  }
}

}  // namespace barometer::page
