// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/bar_grid.hpp"
#include "calendar/venue.hpp"
#include "config/data_config.hpp"
#include "core/error.hpp"
#include "core/stop.hpp"
#include "data/bar_origins.hpp"
#include "data/bar_row.hpp"
#include "data/label_column.hpp"
#include "data/quoted_spread.hpp"
#include "data/read_context.hpp"
#include "data/row_action.hpp"
#include "data/row_source.hpp"
#include "data/stamp_parser.hpp"
#include "data/symbol_data_report.hpp"
#include "data/truth_column.hpp"
#include "files/text_file.hpp"

namespace barometer::data {

// What a file gave. With faults in it the bars are not to be used.
struct CsvBars {
  std::vector<BarRow> bars;        // strictly increasing in close time, on one grid of the bar size
  TruthColumn truth;               // with `columns.truth` one entry per bar; else empty
  LabelColumn labels;              // with `labels.column` one entry per bar; else empty
  std::vector<RowAction> actions;  // what rows say of splits and dividends, ascending
  std::vector<core::Timestamp> stamp_closes;   // of each bar, where labels stand elsewhere
  std::vector<core::Timestamp> merged_closes;  // likewise, of rows that became part of other bars
  calendar::BarGrid grid;                      // that their opens lie on
  SymbolDataReport report;                     // only what was skipped
  std::vector<core::Fault> faults;
  std::vector<QuotedSpread> spreads = {};  // of quotes one per bar; else empty
  BarOrigins origins = {};                 // of the bars as they were read
};

// Reads the texts of one symbol, at least one, and joins them in order of time; where they overlap
// equal rows are one, and others are a fault. A last row without a line end is as good as the
// others. Where `bad_rows: skip` would leave out more than ten rows and more than 1 % of them, the
// symbol is rejected. Throws Error{interrupted} once the reading is stopped.
CsvBars read_csv(std::span<const files::FileText> texts, const config::DataConfig& config,
                 const calendar::Venue& venue, const StampParser& stamps,
                 const ReadContext& reading = {});

// Where the rows of one symbol lie, at least one place.
using RowSources = std::vector<std::unique_ptr<RowSource>>;

// The same of rows that lie anywhere; `stamps` is how their times are read.
CsvBars read_bars(RowSources sources, const config::DataConfig& config,
                  const calendar::Venue& venue, const StampParser& stamps, core::Stop stop = {});

// The same of one text; `file` is its name for messages.
CsvBars read_csv(std::string_view text, const std::string& file, const config::DataConfig& config,
                 const calendar::Venue& venue, const StampParser& stamps,
                 const ReadContext& reading = {});

}  // namespace barometer::data
