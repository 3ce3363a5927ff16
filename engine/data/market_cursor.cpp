// SPDX-License-Identifier: Apache-2.0
#include "data/market_cursor.hpp"

#include <algorithm>
#include <limits>

namespace barometer::data {

MarketCursor::MarketCursor(const MarketData& market)
    : market_(market), last_bar_(market.symbols.size(), -1) {}

const Step& MarketCursor::advance() {
  const std::int64_t next = now_.index + 1;
  now_ = {next, market_.timeline.time(next), market_.timeline.active(next)};
  for (const core::SymbolIndex symbol : now_.active) {
    ++last_bar_[symbol];
  }
  return now_;
}

Day MarketCursor::session_date() const {
  Day date = std::numeric_limits<Day>::min();
  for (const core::SymbolIndex symbol : now_.active) {
    date = std::max(date, Day{calendar(symbol).session_date});
  }
  return date;
}

}  // namespace barometer::data
