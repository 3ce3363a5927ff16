// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "analysis/run_analysis.hpp"
#include "report/csv_writer.hpp"
#include "report/row_writer.hpp"

// The tables of a run, as files of its folder (docs/run_folder.md describes every column) or in
// memory. Times are UTC, money is account currency, prices are quote currency.

namespace barometer::report {

struct RunTable {
  std::string_view name;  // of its file, without ".csv"
  // Whether a run folder has it.
  bool (*wanted)(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis);
  void (*write)(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                RowWriter& out);
};

// All but the tags.
std::span<const RunTable> run_tables();

void write_fills(const analysis::RunRecord& record, RowWriter& out);
void write_orders(const analysis::RunRecord& record, RowWriter& out);
void write_order_events(const analysis::RunRecord& record, RowWriter& out);
// Every step, whatever output.equity asks for.
void write_equity_of_steps(const analysis::RunRecord& record, RowWriter& out);
// A label of a dimension or of a pair of them.
void write_regimes(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                   RowWriter& out);
// What the strategy wrote besides orders.
void write_log(const analysis::RunRecord& record, RowWriter& out);
void write_series(const analysis::RunRecord& record, RowWriter& out);

// One row per bar and symbol from `first_step` on, in step order, one column per wanted dimension;
// unknown is an empty cell.
void write_tags(const data::MarketData& market, const regime::TagView& tags,
                std::int64_t first_step, const Sink& sink);

}  // namespace barometer::report
