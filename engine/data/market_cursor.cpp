// SPDX-License-Identifier: Apache-2.0
#include "data/market_cursor.hpp"

#include <barometer/abi/bars.h>

#include "data/market_data.hpp"

namespace barometer::data {

MarketCursor::MarketCursor(const MarketData& market)
    : market_(market), last_bar_(market.symbols.size(), -1), last_step_(last_bar_) {
  for (core::SymbolIndex symbol = 0; symbol < market.symbols.size(); ++symbol) {
    calendars_.push_back(market.venue_of(symbol).calendar.data());
  }
}

const Step& MarketCursor::advance() {
  const std::int64_t next = now_.index + 1;
  now_ = {next, market_.timeline.time(next), market_.timeline.active(next)};
  for (const core::SymbolIndex symbol : now_.active) {
    ++last_bar_[symbol];
    last_step_[symbol] = next;
  }
  return now_;
}

const bm_calendar_row& MarketCursor::calendar(core::SymbolIndex symbol) const {
  return calendars_[symbol][last_step_[symbol]];
}

core::Day MarketCursor::session_date() const {
  return market_.calendar_at(now_.index).session_date;
}

}  // namespace barometer::data
