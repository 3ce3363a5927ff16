// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calendar/bar_spans.hpp"
#include "calendar/calendar_resolver.hpp"
#include "calendar/stream_grid.hpp"
#include "calendar/venue.hpp"
#include "config/data_config.hpp"
#include "core/error.hpp"
#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "data/number_marks.hpp"
#include "data/row_parser.hpp"
#include "data/stamp_parser.hpp"

namespace barometer::data {

// A row as a program hands it over: its stamp in nanoseconds since 1970 UTC, prices and volume as
// its source gives them.
struct StreamRow {
  core::Timestamp time_ns = 0;
  double open = 0;
  double high = 0;
  double low = 0;
  double close = 0;
  double volume = 0;
};

// What must be kept to read the next row as if the ones before it had just been read.
struct StreamRowsState {
  std::int64_t rows = 0;           // that were taken
  core::Timestamp last_stamp = 0;  // the close that the last one's stamp said
  core::Timestamp last_close = 0;  // its own
  std::optional<core::Duration> phase = {};
};

// The rows of one symbol that come one by one, read and checked as those of its file or table would
// be. A stamp is what data.time.stamp says, of a generated market the close; a date is its midnight
// UTC. What only all rows of a file together can tell is not checked: their commonest step, hours
// and zone. A bad row is refused whatever data.bad_rows says. Not for sharing between threads.
class StreamRows {
 public:
  // `name` stands in messages: "name:17:3" is the third column (time, open, high, low, close,
  // volume) of row 17, counted from 1. The venue outlives it. Throws Error{bad_input} as
  // StampParser does.
  StreamRows(const config::DataConfig& config, const calendar::Venue& venue, std::string name);

  // A row that is good.
  struct Read {
    BarRow bar;
    bm_calendar_row calendar;
    core::Timestamp stamp = 0;  // the close that its stamp says
    calendar::BarSpan span;     // its own
  };

  // [step] Reads the next row, of which nothing is kept yet. Throws Error{bad_input} with every
  // fault of a bad one.
  Read read(const StreamRow& row);

  // [step] What was read last is taken, and others come behind it.
  void take(const Read& read);

  // [step] Both.
  BarRow take(const StreamRow& row) {
    const Read next = read(row);
    take(next);
    return next.bar;
  }

  // Of the last row; the earliest time of all before the first.
  core::Timestamp last_close() const { return last_close_; }

  // The error of the next row where somebody else refuses it for its time.
  core::Error refusal(std::string what, std::string fix) const;

  // What the opens of its bars lie on.
  const calendar::BarGrid& grid() const { return grid_.grid(); }

  StreamRowsState state() const;
  void restore(const StreamRowsState& state);

 private:
  bool read_plainly(const StreamRow& row, BarRow& bar);
  void read_carefully(const StreamRow& row, BarRow& bar);
  std::string line_of(const StreamRow& row) const;
  void check_order(core::Timestamp stamp) const;
  std::string fix_of_grid(core::Timestamp close) const;
  [[noreturn]] void refuse(const std::vector<CellFault>& faults) const;
  [[noreturn]] void refuse_place(core::Timestamp stamp, const calendar::BarSpan& span) const;

  config::DataConfig config_;
  const calendar::Venue& venue_;
  std::string name_;
  bool dates_;  // stamps are
  ColumnPlan plan_;
  StampParser stamps_;
  RowParser parser_;
  PriceScale scale_;
  calendar::StreamGrid grid_;
  calendar::CalendarResolver resolver_;
  std::int64_t rows_ = 0;
  core::Timestamp last_stamp_;
  core::Timestamp last_close_;
};

}  // namespace barometer::data
