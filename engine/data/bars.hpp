// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/symbol.hpp"
#include "core/timestamp.hpp"
#include "data/day.hpp"
#include "data/venue.hpp"

namespace barometer::data {

// One bar as it lies in memory. The ABI sees rows of six 8-byte words: a step touches one or two
// cache lines a symbol instead of six.
struct BarRow {
  core::Timestamp close_time_ns = 0;
  double open = 0;
  double high = 0;
  double low = 0;
  double close = 0;
  double volume = 0;  // base units
};

static_assert(sizeof(BarRow) == 6 * sizeof(double));

// The ABI's view of rows: valid as long as the rows are.
bm_bars view_of(std::span<const BarRow> rows);

// What was seen while loading, per symbol; nothing here stopped the run.
struct SymbolDataReport {
  std::int64_t bars = 0;
  std::int64_t gaps = 0;          // places where at least one expected bar is missing
  std::int64_t missing_bars = 0;  // expected bars inside those gaps
  std::int64_t zero_volume_bars = 0;
  std::int64_t flat_bars = 0;  // open = high = low = close
  // Exchanges, bars shorter than a day: their middle lies on no session date or outside its hours.
  std::int64_t out_of_session_bars = 0;
  std::int64_t skipped_rows = 0;     // bad_rows: skip
  std::vector<std::string> skipped;  // "file:line:column: reason", the first ten
};

// What happened to a symbol before the first bar of a session; see data/corporate_actions.hpp.
struct CorporateAction {
  Day ex_date = 0;            // it happens at the first bar of this session date or a later one
  double split = 1;           // units after for one before
  double dividend = 0;        // quote currency for a unit held over night, after the split
  double dividend_share = 0;  // the same as a share of the last close before
};

// One symbol's bars with everything that goes with them; immutable after loading.
struct SymbolData {
  std::string name;
  std::vector<BarRow> bars;               // strictly increasing in close time
  std::vector<bm_calendar_row> calendar;  // one per bar
  std::vector<CorporateAction> actions;   // ascending
  std::vector<std::int8_t> truth;         // true regime per bar, negative unknown; else empty
  SymbolDataReport report;
  std::string source;       // path read, or "synthetic"
  std::string source_hash;  // of the file's bytes, or of the generated bars
};

// All bars that close at one timestamp form one step.
class Timeline {
 public:
  Timeline() = default;
  explicit Timeline(std::span<const SymbolData> symbols);

  std::int64_t steps() const { return static_cast<std::int64_t>(times_.size()); }

  core::Timestamp time(std::int64_t step) const { return times_[static_cast<std::size_t>(step)]; }

  // Symbols with a bar in this step, ascending.
  std::span<const core::SymbolIndex> active(std::int64_t step) const {
    const auto first = offsets_[static_cast<std::size_t>(step)];
    const auto last = offsets_[static_cast<std::size_t>(step) + 1];
    return std::span{active_}.subspan(first, last - first);
  }

  // Steps whose time is at or before `time`.
  std::int64_t steps_until(core::Timestamp time) const;

 private:
  std::vector<core::Timestamp> times_;
  std::vector<std::size_t> offsets_{0};  // steps + 1 entries into active_
  std::vector<core::SymbolIndex> active_;
};

// Moves but does not copy: the instruments point at the symbols' names.
struct MarketData {
  MarketData() = default;
  MarketData(MarketData&&) = default;
  MarketData& operator=(MarketData&&) = default;

  std::vector<SymbolData> symbols;         // config order
  std::vector<bm_instrument> instruments;  // one per symbol; names point into `symbols`
  Timeline timeline;
  core::Duration bar = 0;
  std::string venue;
  Venue hours;                            // the same venue: when it trades
  double session_days_per_year = 365;     // 365 for 24x7, 252 for exchanges
  std::string hash;                       // of all symbols' bars, in config order
  std::vector<std::string> truth_labels;  // by the numbers in SymbolData::truth; else empty
};

}  // namespace barometer::data
