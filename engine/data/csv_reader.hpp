// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "calendar/bar_grid.hpp"
#include "calendar/venue.hpp"
#include "config/data_config.hpp"
#include "core/error.hpp"
#include "data/bar_row.hpp"
#include "data/label_column.hpp"
#include "data/stamp_parser.hpp"
#include "data/stop.hpp"
#include "data/symbol_data_report.hpp"
#include "data/truth_column.hpp"

namespace barometer::data {

// What a file gave. With faults in it the bars are not to be used.
struct CsvBars {
  std::vector<BarRow> bars;  // strictly increasing in close time, on one grid of the bar size
  TruthColumn truth;         // with `columns.truth` one entry per bar; else empty
  LabelColumn labels;        // with `labels.column` one entry per bar; else empty
  std::vector<core::Timestamp> stamp_closes;   // of each bar, where labels stand elsewhere
  std::vector<core::Timestamp> merged_closes;  // likewise, of rows that became part of other bars
  calendar::BarGrid grid;                      // that their opens lie on
  SymbolDataReport report;                     // only what was skipped
  std::vector<core::Fault> faults;
};

// Reads a whole CSV text; `file` is its name for messages. A byte order mark, CRLF line ends, blank
// lines, blanks and quotes around cells are tolerated. A last row without a line end is bad: nobody
// can tell whether its last number is whole. Where `bad_rows: skip` would leave out more than ten
// rows and more than 1 % of the file, the file is rejected. Throws Error{interrupted} once `stop`
// says so.
CsvBars read_csv(std::string_view text, const std::string& file, const config::DataConfig& config,
                 const calendar::Venue& venue, const StampParser& stamps, Stop stop = {});

}  // namespace barometer::data
