// SPDX-License-Identifier: Apache-2.0
#include "data/calendar_cursor.hpp"

#include "data/market_data.hpp"

namespace barometer::data {

CalendarCursor::CalendarCursor(const MarketData& market, const SymbolData& symbol)
    : CalendarCursor(market.timeline.times(), market.venues[symbol.venue].calendar.data()) {}

}  // namespace barometer::data
