// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/arena.hpp"
#include "core/rows.hpp"
#include "core/timestamp.hpp"
#include "data/left_out.hpp"
#include "data/symbol_data.hpp"
#include "data/timeline.hpp"

struct bm_calendar_row;
struct bm_instrument;

namespace barometer::calendar {
struct BarGrid;
struct Venue;
}  // namespace barometer::calendar

namespace barometer::data {

// The bars of all symbols with their steps, in one arena; immutable once sealed. Moves but does not
// copy: the instruments point at the symbols' names, rows into the arena.
struct MarketData {
  MarketData();
  MarketData(MarketData&&) noexcept;
  MarketData& operator=(MarketData&&) noexcept;
  ~MarketData();

  // The calendar of the symbol's bar that closes in this step; the same for every symbol.
  const bm_calendar_row& calendar_at(std::int64_t step) const;

  std::vector<SymbolData> symbols;         // config order
  std::vector<bm_instrument> instruments;  // one per symbol; names point into `symbols`
  std::vector<calendar::BarGrid> grids;    // one per symbol: what the opens of its bars lie on
  Timeline timeline;
  // One per step: it depends on the close time, and on the grid of the step's first symbol.
  core::Rows<bm_calendar_row> calendar;
  core::Arena arena;            // column s: bars of symbol s; the last column: calendar
  core::Arena view_arena;       // a column a symbol with splits: its bars in units of the first
  std::int64_t spare_bars = 0;  // rows behind each symbol's last bar that can be read and are NaN
  core::Duration bar = 0;
  std::string venue;
  std::shared_ptr<const calendar::Venue> hours;  // the same venue: when it trades; never NULL
  std::string tzdata;                            // version of the time zone database
  double session_days_per_year = 365;            // 365 for 24x7, 252 for exchanges
  std::string hash;                              // of all symbols' bars, in config order
  std::vector<LeftOut> left_out;                 // symbols that were asked for and are not in it
  std::vector<std::string> truth_labels;         // by the numbers in SymbolData::truth; else empty
};

// Bars of each symbol.
std::vector<std::int64_t> bar_counts(const MarketData& market);

}  // namespace barometer::data
