// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/run_analysis.hpp"
#include "report/csv_writer.hpp"

// The CSV files of a run folder; docs/run_folder.md describes every column. Times are UTC, money
// is account currency, prices are quote currency.

namespace barometer::report {

void write_fills(const analysis::RunRecord& record, const Sink& sink);
void write_orders(const analysis::RunRecord& record, const Sink& sink);
void write_order_events(const analysis::RunRecord& record, const Sink& sink);
void write_trades(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                  const Sink& sink);
// A label of a dimension or of a pair of them.
void write_regimes(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                   const Sink& sink);
void write_cash(const analysis::RunRecord& record, const Sink& sink);
// The rows that output.equity asks for, of `none` those of session ends.
void write_equity(const analysis::RunRecord& record, const Sink& sink);
void write_rolling(const analysis::RunRecord& record, const Sink& sink);
// What the strategy wrote besides orders.
void write_log(const analysis::RunRecord& record, const Sink& sink);
void write_series(const analysis::RunRecord& record, const Sink& sink);

// One row per bar and symbol from `first_step` on, in step order, one column per wanted dimension;
// unknown is an empty cell.
void write_tags(const data::MarketData& market, const regime::TagView& tags,
                std::int64_t first_step, const Sink& sink);

}  // namespace barometer::report
