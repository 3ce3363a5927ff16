// SPDX-License-Identifier: Apache-2.0
#include "report/gate_json.hpp"

#include <limits>
#include <utility>

#include "analysis/gate_result.hpp"
#include "report/gate_text.hpp"
#include "report/json_parts.hpp"

namespace barometer::report {

namespace {

using json::Json;
using json::or_null;

const char* name_of(analysis::TwinKind kind) {
  switch (kind) {
    case analysis::TwinKind::one_condition:
      return "one_condition";
    case analysis::TwinKind::all_conditions:
      return "all_conditions";
    case analysis::TwinKind::tags_of_strategy:
      return "tags_of_strategy";
  }
  return "";
}

Json name_of(analysis::NoPlacebo missing) {
  switch (missing) {
    case analysis::NoPlacebo::none:
      return nullptr;
    case analysis::NoPlacebo::never_acts:
      return "never_acts";
    case analysis::NoPlacebo::too_few_moves:
      return "too_few_moves";
    case analysis::NoPlacebo::not_measured:
      return "not_measured";
    case analysis::NoPlacebo::stopped:
      return "stopped";
  }
  return nullptr;
}

Json run(const analysis::TwinRun& run) {
  return {{"sharpe", or_null(run.sharpe)},
          {"total_return", or_null(run.total_return)},
          {"fills", run.fills},
          {"end_equity", run.end_equity}};
}

Json returns(const std::optional<analysis::ReturnDifference>& found) {
  if (!found) {
    return nullptr;
  }
  return {{"sessions", found->sessions},
          {"sessions_that_differ", found->differ},
          {"block_sessions", found->block_sessions},
          {"blocks_that_differ", found->blocks},
          {"mean", found->mean},
          {"low", or_null(found->low)},
          {"high", or_null(found->high)},
          {"largest_block", or_null(found->largest)}};
}

Json sharpe(const std::optional<stats::SharpeDifference>& found) {
  if (!found) {
    return nullptr;
  }
  return {{"difference", found->difference},
          {"standard_error", found->standard_error},
          {"low", found->low},
          {"high", found->high},
          {"p", found->p},
          {"block_sessions", found->block}};
}

Json blocked(const analysis::BlockedTrades& trades) {
  return {{"trades", trades.trades}, {"earned", trades.earned}};
}

Json twin(const analysis::GateTwin& twin) {
  return {{"left_out", name_of(twin.kind)},
          {"condition", twin.condition.empty() ? Json(nullptr) : Json(twin.condition)},
          {"acted", twin.acted},
          {"with", run(twin.with)},
          {"without", run(twin.without)},
          {"returns", returns(twin.returns)},
          {"sharpe", sharpe(twin.sharpe)},
          {"kept_out", blocked(twin.kept_out)},
          {"scaled", blocked(twin.scaled)},
          {"flattened", blocked(twin.flattened)}};
}

Json placebo(const analysis::GatePlacebo& found) {
  Json symbols = Json::array();
  for (const analysis::ShortSymbol& each : found.too_short) {
    symbols.push_back({{"symbol", each.symbol},
                       {"tagger", each.tagger.empty() ? Json(nullptr) : Json(each.tagger)},
                       {"bars", each.bars},
                       {"more_than", each.least}});
  }
  const bool unbounded = found.admissible == std::numeric_limits<std::int64_t>::max();
  return {{"missing", name_of(found.missing)},
          {"against_twin", found.against_twin},
          {"tags_of_strategy_move", found.strategy_moves},
          {"drawn_by_day_and_week", found.by_clock},
          {"moves_to_draw_from", unbounded ? Json(nullptr) : Json(found.admissible)},
          {"distance_bars", found.distance},
          {"most_draws", found.most_draws},
          {"draws", found.draws},
          {"statistic", or_null(found.statistic)},
          {"p", or_null(found.p)},
          {"p_harm", or_null(found.p_harm)},
          {"drawn", found.drawn},
          {"too_short", std::move(symbols)}};
}

Json row(const analysis::ThresholdRow& row) {
  Json points = Json::array();
  for (const analysis::ThresholdPoint& point : row.points) {
    points.push_back({{"value", point.value},
                      {"objective", or_null(point.objective)},
                      {"refused", point.refused.empty() ? Json(nullptr) : Json(point.refused)}});
  }
  return {{"key", row.key},
          {"in_force", row.in_force},
          {"median_of_others", or_null(row.median)},
          {"points", std::move(points)}};
}

Json robustness(const analysis::GateRobustness& found) {
  Json rows = Json::array();
  for (const analysis::ThresholdRow& each : found.rows) {
    rows.push_back(row(each));
  }
  return {{"objective", or_null(found.objective)},
          {"median_of_others", or_null(found.median)},
          {"other_values", found.points},
          {"on_the_other_side_of_0", found.worse_sign},
          {"parameters_without_effect", found.without_effect},
          {"stopped", found.stopped},
          {"parameters", std::move(rows)}};
}

}  // namespace

nlohmann::ordered_json gate_json(const analysis::GateResult& result) {
  Json twins = Json::array();
  for (const analysis::GateTwin& each : result.twins) {
    twins.push_back(twin(each));
  }
  return {{"format", kGateFormat},
          {"name", result.name},
          {"verdict", gate_verdict(result)},
          {"seed", result.seed},
          {"periods_per_year", result.periods_per_year},
          {"sessions", result.sessions},
          {"twins", std::move(twins)},
          {"placebo", placebo(result.placebo)},
          {"thresholds", robustness(result.robustness)},
          {"stopped", result.stopped},
          {"seconds", result.seconds}};
}

}  // namespace barometer::report
