// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <cstdint>
#include <string>
#include <vector>

#include "calendar/venue.hpp"
#include "core/arena.hpp"
#include "core/rows.hpp"
#include "core/timestamp.hpp"
#include "data/symbol_data.hpp"
#include "data/timeline.hpp"

namespace barometer::data {

// The bars of all symbols with their steps, in one arena; immutable once sealed. Moves but does not
// copy: the instruments point at the symbols' names, rows into the arena.
struct MarketData {
  MarketData() = default;
  MarketData(MarketData&&) = default;
  MarketData& operator=(MarketData&&) = default;

  // The calendar of the symbol's bar that closes in this step; the same for every symbol.
  const bm_calendar_row& calendar_at(std::int64_t step) const {
    return calendar[static_cast<std::size_t>(step)];
  }

  std::vector<SymbolData> symbols;         // config order
  std::vector<bm_instrument> instruments;  // one per symbol; names point into `symbols`
  Timeline timeline;
  core::Rows<bm_calendar_row> calendar;  // one per step: it depends on the close time alone
  core::Arena arena;                     // column s: bars of symbol s; the last column: calendar
  std::int64_t spare_bars = 0;  // rows behind each symbol's last bar that can be read and are NaN
  core::Duration bar = 0;
  std::string venue;
  calendar::Venue hours;                  // the same venue: when it trades
  double session_days_per_year = 365;     // 365 for 24x7, 252 for exchanges
  std::string hash;                       // of all symbols' bars, in config order
  std::vector<std::string> truth_labels;  // by the numbers in SymbolData::truth; else empty
};

}  // namespace barometer::data
