// SPDX-License-Identifier: Apache-2.0
#include "report/json_parts.hpp"

namespace barometer::report::json {

namespace {

Json row(const analysis::RegimeRow& row) {
  return {{"label", row.label},
          {"bars", row.bars},
          {"share", or_null(row.share)},
          {"pnl_net", row.net},
          {"pnl_gross", row.gross},
          {"costs", row.costs},
          {"hit_rate", or_null(row.hit_rate)},
          {"fills", row.fills}};
}

Json figures(const analysis::RegimeFigures& row) {
  return {{"label", row.label},
          {"episodes", row.episodes},
          {"trades", row.trades},
          {"sufficient", row.sufficient},
          {"exposure", or_null(row.exposure)},
          {"mean", or_null(row.mean)},
          {"mean_low", or_null(row.mean_low)},
          {"mean_high", or_null(row.mean_high)},
          {"sharpe", or_null(row.sharpe)},
          {"profit_factor", or_null(row.profit_factor)},
          {"drawdown", or_null(row.drawdown)},
          {"mean_dwell", or_null(row.mean_dwell)},
          {"median_dwell", or_null(row.median_dwell)}};
}

Json statistics(const analysis::DimensionFigures& dimension) {
  Json rows = Json::array();
  for (const analysis::RegimeFigures& row : dimension.rows) {
    rows.push_back(figures(row));
  }
  return {{"rows", std::move(rows)},
          {"transitions", dimension.transitions},
          {"effect",
           {{"statistic", or_null(dimension.effect.statistic)},
            {"p", or_null(dimension.effect.p)},
            {"p_holm", or_null(dimension.effect.p_holm)}}}};
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
  for (const analysis::DimensionFigures& dimension : analysis.regimes) {
    all_statistics[dimension.dimension] = statistics(dimension);
  }
  return {{"rule", analysis::kAttributionRule},
          {"total", row(analysis.attribution.total)},
          {"dimensions", std::move(dimensions)},
          {"statistics", std::move(all_statistics)}};
}

}  // namespace barometer::report::json
