// SPDX-License-Identifier: Apache-2.0
#include "page/written_regimes.hpp"

#include <optional>
#include <string>
#include <utility>

#include "page/json_take.hpp"

namespace barometer::page {

namespace {

using Json = nlohmann::ordered_json;

analysis::RegimeRow row_of(const Json& json) {
  analysis::RegimeRow row;
  json.at("label").get_to(row.label);
  json.at("bars").get_to(row.bars);
  json.at("fills").get_to(row.fills);
  json.at("net_pnl").get_to(row.net);
  json.at("gross_pnl").get_to(row.gross);
  json.at("costs").get_to(row.costs);
  row.share = number_or_none(json, "bar_share");
  row.hit_rate = number_or_none(json, "hit_rate");
  row.spread_cost = number_or_none(json, "spread_cost");
  row.quoted_bps = number_or_none(json, "quoted_spread_bps");
  return row;
}

analysis::RegimeMetrics metrics_of(const Json& json) {
  return {.label = json.at("label"),
          .episodes = json.at("episodes"),
          .trades = json.at("trades"),
          .blocks = json.at("blocks"),
          .sufficient = json.at("sufficient"),
          .exposure = number_or_none(json, "time_in_market"),
          .mean = number_or_none(json, "mean_return"),
          .mean_low = number_or_none(json, "mean_return_low"),
          .mean_high = number_or_none(json, "mean_return_high"),
          .largest_block = number_or_none(json, "largest_block"),
          .sharpe = number_or_none(json, "sharpe"),
          .profit_factor = number_or_none(json, "profit_factor"),
          .drawdown = number_or_none(json, "max_drawdown"),
          .mean_dwell = number_or_none(json, "mean_dwell_bars"),
          .median_dwell = number_or_none(json, "median_dwell_bars")};
}

std::optional<analysis::LateDetection> late_of(const Json& json) {
  if (json.is_null()) {
    return std::nullopt;
  }
  return analysis::LateDetection{
      .changes = json.at("changes"), .mean_bars = json.at("mean_bars"), .net = json.at("net_pnl")};
}

analysis::RegimeTest test_of(const Json& json) {
  const Json& block = json.at("block_steps");
  return {.eligible = json.at("eligible_labels"),
          .family = json.at("family"),
          .block_steps = block.is_null() ? 0 : block.get<std::int64_t>(),
          .blocks = json.at("blocks"),
          .fewest_blocks = json.value("fewest_blocks", std::int64_t{0}),  // not of older runs
          .draws = json.at("draws"),
          .statistic = number_or_none(json, "statistic"),
          .p = number_or_none(json, "p_value"),
          .p_holm = number_or_none(json, "p_value_holm"),
          .can_reject = json.at("can_reject")};
}

analysis::DimensionMetrics dimension_of(const std::string& name, const Json& json) {
  analysis::DimensionMetrics dimension;
  dimension.dimension = name;
  for (const Json& row : json.at("rows")) {
    dimension.rows.push_back(metrics_of(row));
  }
  json.at("transitions").get_to(dimension.transitions);
  dimension.late = late_of(json.at("late_detection"));
  dimension.test = test_of(json.at("test"));
  return dimension;
}

}  // namespace

void take_written_regimes(const Json& json, analysis::RunAnalysis& analysis) {
  analysis.attribution.total = row_of(json.at("total"));
  for (const auto& [name, rows] : json.at("dimensions").items()) {
    analysis::RegimeTable table{.dimension = name, .rows = {}};
    for (const Json& row : rows) {
      table.rows.push_back(row_of(row));
    }
    const Json& statistics = json.at("statistics").at(name);
    // A label's figures stand in both at the same place.
    (void)statistics.at("rows").at(table.rows.size() - 1);
    analysis.regimes.push_back(dimension_of(name, statistics));
    analysis.attribution.tables.push_back(std::move(table));
  }
}

}  // namespace barometer::page
