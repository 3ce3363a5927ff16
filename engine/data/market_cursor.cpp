// SPDX-License-Identifier: Apache-2.0
#include "data/market_cursor.hpp"

#include <barometer/abi/bars.h>

#include "data/market_data.hpp"

namespace barometer::data {

MarketCursor::MarketCursor(const MarketData& market) : market_(market) {
  places_.reserve(market.symbols.size());
  for (core::SymbolIndex symbol = 0; symbol < market.symbols.size(); ++symbol) {
    places_.push_back({.bars = market.symbols[symbol].bars.data(),
                       .calendar = market.venue_of(symbol).calendar.data()});
  }
}

const bm_calendar_row& MarketCursor::calendar(core::SymbolIndex symbol) const {
  return places_[symbol].calendar[places_[symbol].last_step];
}

core::Day MarketCursor::session_date() const {
  return market_.calendar_at(now_.index).session_date;
}

}  // namespace barometer::data
