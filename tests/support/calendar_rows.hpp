// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <algorithm>
#include <span>
#include <vector>

#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer_test {

inline bool same_row(const bm_calendar_row& a, const bm_calendar_row& b) {
  return a.session_open_ns == b.session_open_ns && a.session_close_ns == b.session_close_ns &&
         a.session_date == b.session_date && a.local_minute == b.local_minute &&
         a.flags == b.flags && a.length_ms == b.length_ms && a.traded_ms == b.traded_ms;
}

inline bool same_rows(std::span<const bm_calendar_row> a, std::span<const bm_calendar_row> b) {
  return std::ranges::equal(a, b, same_row);
}

// The calendar's row of each of the symbol's bars.
inline std::vector<bm_calendar_row> rows_of(const barometer::data::MarketData& market,
                                            barometer::core::SymbolIndex symbol) {
  std::vector<bm_calendar_row> rows;
  barometer::data::CalendarCursor cursor(market, market.symbols[symbol]);
  for (const barometer::data::BarRow& bar : market.symbols[symbol].bars) {
    rows.push_back(cursor.at(bar.close_time_ns));
  }
  return rows;
}

}  // namespace barometer_test
