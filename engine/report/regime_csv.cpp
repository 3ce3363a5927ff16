// SPDX-License-Identifier: Apache-2.0
#include "report/csv_table.hpp"
#include "report/run_tables.hpp"

namespace barometer::report {

namespace {

// A label of a dimension: its money, and how sure its mean is.
struct RegimeCsvRow {
  const std::string& dimension;
  const analysis::RegimeRow& money;
  const analysis::RegimeMetrics& metrics;
};

using Csv = CsvWriter&;
using Row = const RegimeCsvRow&;

constexpr CsvColumn<RegimeCsvRow> kRegimeColumns[] = {
    {"dimension", [](Csv csv, Row row, const SymbolCells&) { csv.text(row.dimension); }},
    {"label", [](Csv csv, Row row, const SymbolCells&) { csv.text(row.money.label); }},
    {"bars", [](Csv csv, Row row, const SymbolCells&) { csv.integer(row.money.bars); }},
    {"bar_share", [](Csv csv, Row row, const SymbolCells&) { csv.number(row.money.share); }},
    {"net_pnl", [](Csv csv, Row row, const SymbolCells&) { csv.money(row.money.net); }},
    {"gross_pnl", [](Csv csv, Row row, const SymbolCells&) { csv.money(row.money.gross); }},
    {"costs", [](Csv csv, Row row, const SymbolCells&) { csv.money(row.money.costs); }},
    {"spread_cost",
     [](Csv csv, Row row, const SymbolCells&) {
       row.money.spread_cost ? csv.money(*row.money.spread_cost) : csv.empty();
     }},
    {"quoted_spread_bps",
     [](Csv csv, Row row, const SymbolCells&) { csv.number(row.money.quoted_bps); }},
    {"hit_rate", [](Csv csv, Row row, const SymbolCells&) { csv.number(row.money.hit_rate); }},
    {"fills", [](Csv csv, Row row, const SymbolCells&) { csv.integer(row.money.fills); }},
    {"episodes", [](Csv csv, Row row, const SymbolCells&) { csv.integer(row.metrics.episodes); }},
    {"trades", [](Csv csv, Row row, const SymbolCells&) { csv.integer(row.metrics.trades); }},
    {"blocks", [](Csv csv, Row row, const SymbolCells&) { csv.integer(row.metrics.blocks); }},
    {"time_in_market",
     [](Csv csv, Row row, const SymbolCells&) { csv.number(row.metrics.exposure); }},
    {"mean_return", [](Csv csv, Row row, const SymbolCells&) { csv.number(row.metrics.mean); }},
    {"mean_return_low",
     [](Csv csv, Row row, const SymbolCells&) { csv.number(row.metrics.mean_low); }},
    {"mean_return_high",
     [](Csv csv, Row row, const SymbolCells&) { csv.number(row.metrics.mean_high); }},
    {"largest_block",
     [](Csv csv, Row row, const SymbolCells&) { csv.number(row.metrics.largest_block); }},
    {"sharpe", [](Csv csv, Row row, const SymbolCells&) { csv.number(row.metrics.sharpe); }},
    {"profit_factor",
     [](Csv csv, Row row, const SymbolCells&) { csv.number(row.metrics.profit_factor); }},
    {"max_drawdown",
     [](Csv csv, Row row, const SymbolCells&) { csv.number(row.metrics.drawdown); }},
    {"mean_dwell_bars",
     [](Csv csv, Row row, const SymbolCells&) { csv.number(row.metrics.mean_dwell); }},
    {"median_dwell_bars",
     [](Csv csv, Row row, const SymbolCells&) { csv.number(row.metrics.median_dwell); }},
};

}  // namespace

void write_regimes(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                   const Sink& sink) {
  std::vector<RegimeCsvRow> rows;
  for (std::size_t t = 0; t < analysis.regimes.size(); ++t) {
    const analysis::RegimeTable& table = analysis.attribution.tables[t];
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      rows.push_back({table.dimension, table.rows[i], analysis.regimes[t].rows[i]});
    }
  }
  write_table(kRegimeColumns, rows, record, sink);
}

}  // namespace barometer::report
