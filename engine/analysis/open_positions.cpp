// SPDX-License-Identifier: Apache-2.0
#include "analysis/open_positions.hpp"

#include <barometer/abi/bars.h>

#include "calendar/venue.hpp"
#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::analysis {

namespace {

// Whether sessions of the symbol's venue have passed since its last bar. One missing bar at the end
// does not mean that the data ended: many symbols do not trade every minute.
bool data_ended(const data::MarketData& market, core::SymbolIndex symbol) {
  const data::MarketVenue& venue = market.venue_of(symbol);
  const core::Timestamp close = market.symbols[symbol].bars.back().close_time_ns;
  const auto step = static_cast<std::size_t>(market.timeline.steps_until(close) - 1);
  const core::Day last = market.venues.size() == 1
                             ? venue.calendar.back().session_date
                             : calendar::last_session(*venue.hours, market.timeline.times().back());
  return venue.calendar[step].session_date < last;
}

}  // namespace

std::vector<OpenPosition> open_positions(std::span<const RoundTrip> trips,
                                         const data::MarketData& market) {
  std::vector<OpenPosition> positions;
  for (const RoundTrip& trip : trips) {
    if (!trip.open) {
      continue;
    }
    if (positions.empty() || positions.back().symbol != trip.symbol) {
      positions.push_back({.symbol = trip.symbol,
                           .last_close = trip.exit_price,
                           .last_bar_ns = trip.exit_time_ns,
                           .data_ended = data_ended(market, trip.symbol),
                           .point_value = trip.point_value});
    }
    positions.back().quantity += trip.quantity;
    positions.back().unrealised_net += trip.net();
  }
  return positions;
}

}  // namespace barometer::analysis
