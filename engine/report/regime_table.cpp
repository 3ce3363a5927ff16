// SPDX-License-Identifier: Apache-2.0
#include "report/run_tables.hpp"
#include "report/table_columns.hpp"

namespace barometer::report {

namespace {

// A label of a dimension: its money, and how sure its mean is.
struct RegimeCsvRow {
  const std::string& dimension;
  const analysis::RegimeRow& money;
  const analysis::RegimeMetrics& metrics;
};

using Out = RowWriter&;
using Row = const RegimeCsvRow&;

constexpr RunColumn<RegimeCsvRow> kRegimeColumns[] = {
    {"dimension", [](Out out, Row row, const SymbolCells&) { out.text(row.dimension); }},
    {"label", [](Out out, Row row, const SymbolCells&) { out.text(row.money.label); }},
    {"bars", [](Out out, Row row, const SymbolCells&) { out.integer(row.money.bars); }},
    {"bar_share", [](Out out, Row row, const SymbolCells&) { out.number(row.money.share); }},
    {"net_pnl", [](Out out, Row row, const SymbolCells&) { out.money(row.money.net); }},
    {"gross_pnl", [](Out out, Row row, const SymbolCells&) { out.money(row.money.gross); }},
    {"costs", [](Out out, Row row, const SymbolCells&) { out.money(row.money.costs); }},
    {"spread_cost",
     [](Out out, Row row, const SymbolCells&) {
       row.money.spread_cost ? out.money(*row.money.spread_cost) : out.empty();
     }},
    {"quoted_spread_bps",
     [](Out out, Row row, const SymbolCells&) { out.number(row.money.quoted_bps); }},
    {"hit_rate", [](Out out, Row row, const SymbolCells&) { out.number(row.money.hit_rate); }},
    {"fills", [](Out out, Row row, const SymbolCells&) { out.integer(row.money.fills); }},
    {"episodes", [](Out out, Row row, const SymbolCells&) { out.integer(row.metrics.episodes); }},
    {"trades", [](Out out, Row row, const SymbolCells&) { out.integer(row.metrics.trades); }},
    {"blocks", [](Out out, Row row, const SymbolCells&) { out.integer(row.metrics.blocks); }},
    {"time_in_market",
     [](Out out, Row row, const SymbolCells&) { out.number(row.metrics.exposure); }},
    {"mean_return", [](Out out, Row row, const SymbolCells&) { out.number(row.metrics.mean); }},
    {"mean_return_low",
     [](Out out, Row row, const SymbolCells&) { out.number(row.metrics.mean_low); }},
    {"mean_return_high",
     [](Out out, Row row, const SymbolCells&) { out.number(row.metrics.mean_high); }},
    {"largest_block",
     [](Out out, Row row, const SymbolCells&) { out.number(row.metrics.largest_block); }},
    {"sharpe", [](Out out, Row row, const SymbolCells&) { out.number(row.metrics.sharpe); }},
    {"profit_factor",
     [](Out out, Row row, const SymbolCells&) { out.number(row.metrics.profit_factor); }},
    {"max_drawdown",
     [](Out out, Row row, const SymbolCells&) { out.number(row.metrics.drawdown); }},
    {"mean_dwell_bars",
     [](Out out, Row row, const SymbolCells&) { out.number(row.metrics.mean_dwell); }},
    {"median_dwell_bars",
     [](Out out, Row row, const SymbolCells&) { out.number(row.metrics.median_dwell); }},
};

}  // namespace

void write_regimes(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                   RowWriter& out) {
  std::vector<RegimeCsvRow> rows;
  for (std::size_t t = 0; t < analysis.regimes.size(); ++t) {
    const analysis::RegimeTable& table = analysis.attribution.tables[t];
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      rows.push_back({table.dimension, table.rows[i], analysis.regimes[t].rows[i]});
    }
  }
  write_table(kRegimeColumns, rows, record, out);
}

}  // namespace barometer::report
