// SPDX-License-Identifier: Apache-2.0
#include "report/open_positions.hpp"

namespace barometer {

std::vector<OpenPosition> open_positions(std::span<const RoundTrip> trips,
                                         const MarketData& market) {
  std::vector<OpenPosition> positions;
  const std::int64_t steps = market.timeline.steps();
  for (const RoundTrip& trip : trips) {
    if (!trip.open) {
      continue;
    }
    if (positions.empty() || positions.back().symbol != trip.symbol) {
      positions.push_back({.symbol = trip.symbol,
                           .last_close = trip.exit_price,
                           .last_bar_ns = trip.exit_time_ns,
                           .data_ended = trip.exit_time_ns < market.timeline.time(steps - 1),
                           .unit = trip.unit});
    }
    positions.back().quantity += trip.quantity;
    positions.back().unrealised_net += trip.net();
  }
  return positions;
}

}  // namespace barometer
