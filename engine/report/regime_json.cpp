// SPDX-License-Identifier: Apache-2.0
#include "report/json_parts.hpp"

namespace barometer::report::json {

namespace {

constexpr std::string_view kAttributionRule =
    "the change in value of a symbol from the close of bar t-1 to the close of bar t, fills and "
    "costs at t included, belongs to that symbol's tag at t-1; of dimensions known beforehand to "
    "its "
    "tag at t";

Json row(const analysis::RegimeRow& row) {
  return {{"label", row.label},
          {"bars", row.bars},
          {"bar_share", or_null(row.share)},
          {"net_pnl", row.net},
          {"gross_pnl", row.gross},
          {"costs", row.costs},
          {"spread_cost", or_null(row.spread_cost)},
          {"quoted_spread_bps", or_null(row.quoted_bps)},
          {"hit_rate", or_null(row.hit_rate)},
          {"fills", row.fills}};
}

Json metrics_of(const analysis::RegimeMetrics& row) {
  return {{"label", row.label},
          {"episodes", row.episodes},
          {"trades", row.trades},
          {"blocks", row.blocks},
          {"sufficient", row.sufficient},
          {"time_in_market", or_null(row.exposure)},
          {"mean_return", or_null(row.mean)},
          {"mean_return_low", or_null(row.mean_low)},
          {"mean_return_high", or_null(row.mean_high)},
          {"largest_block", or_null(row.largest_block)},
          {"sharpe", or_null(row.sharpe)},
          {"profit_factor", or_null(row.profit_factor)},
          {"max_drawdown", or_null(row.drawdown)},
          {"mean_dwell_bars", or_null(row.mean_dwell)},
          {"median_dwell_bars", or_null(row.median_dwell)}};
}

Json late(const std::optional<analysis::LateDetection>& late) {
  return late ? Json{{"changes", late->changes},
                     {"mean_bars", late->mean_bars},
                     {"net_pnl", late->net}}
              : Json(nullptr);
}

Json test_of(const analysis::RegimeTest& test) {
  return {{"eligible_labels", test.eligible},
          {"family", test.family},
          {"block_steps", test.block_steps > 0 ? Json(test.block_steps) : Json(nullptr)},
          {"blocks", test.blocks},
          {"fewest_blocks", test.fewest_blocks},
          {"draws", test.draws},
          {"statistic", or_null(test.statistic)},
          {"p_value", or_null(test.p)},
          {"p_value_holm", or_null(test.p_holm)},
          {"can_reject", test.can_reject}};
}

Json statistics(const analysis::DimensionMetrics& dimension) {
  Json rows = Json::array();
  for (const analysis::RegimeMetrics& row : dimension.rows) {
    rows.push_back(metrics_of(row));
  }
  return {{"rows", std::move(rows)},
          {"transitions", dimension.transitions},
          {"late_detection", late(dimension.late)},
          {"test", test_of(dimension.test)}};
}

}  // namespace

Json regimes(const analysis::RunAnalysis& analysis) {
  Json dimensions = Json::object();
  for (const analysis::RegimeTable& table : analysis.attribution.tables) {
    Json& rows = dimensions[table.dimension] = Json::array();
    for (const analysis::RegimeRow& label : table.rows) {
      rows.push_back(row(label));
    }
  }
  Json all_statistics = Json::object();
  for (const analysis::DimensionMetrics& dimension : analysis.regimes) {
    all_statistics[dimension.dimension] = statistics(dimension);
  }
  return {{"rule", kAttributionRule},
          {"total", row(analysis.attribution.total)},
          {"dimensions", std::move(dimensions)},
          {"statistics", std::move(all_statistics)}};
}

}  // namespace barometer::report::json
