// SPDX-License-Identifier: Apache-2.0
#include "analysis/open_positions.hpp"

#include <barometer/abi/bars.h>
#include <algorithm>
#include <limits>

#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::analysis {

namespace {

// The session of the symbol's last bar.
core::Day last_session(const data::MarketData& market, const data::SymbolData& symbol) {
  const core::Timestamp close = symbol.bars.back().close_time_ns;
  return market.calendar_at(market.timeline.steps_until(close) - 1).session_date;
}

// One missing bar at the end does not mean that the data ended: many symbols do not trade every
// minute.
core::Day last_session(const data::MarketData& market) {
  return market.calendar.empty() ? std::numeric_limits<core::Day>::min()
                                 : market.calendar.back().session_date;
}

}  // namespace

std::vector<OpenPosition> open_positions(std::span<const RoundTrip> trips,
                                         const data::MarketData& market) {
  std::vector<OpenPosition> positions;
  const core::Day last = last_session(market);
  for (const RoundTrip& trip : trips) {
    if (!trip.open) {
      continue;
    }
    if (positions.empty() || positions.back().symbol != trip.symbol) {
      positions.push_back({.symbol = trip.symbol,
                           .last_close = trip.exit_price,
                           .last_bar_ns = trip.exit_time_ns,
                           .data_ended = last_session(market, market.symbols[trip.symbol]) < last,
                           .point_value = trip.point_value});
    }
    positions.back().quantity += trip.quantity;
    positions.back().unrealised_net += trip.net();
  }
  return positions;
}

}  // namespace barometer::analysis
