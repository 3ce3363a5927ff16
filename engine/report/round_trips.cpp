// SPDX-License-Identifier: Apache-2.0
#include "report/round_trips.hpp"

#include <algorithm>
#include <cmath>
#include <deque>

namespace barometer {

namespace {

// The part of a fill that has not met its counterpart yet.
struct Part {
  const Fill* fill;
  double quantity;  // signed units
  double costs;     // account currency

  explicit Part(const Fill& from)
      : fill(&from), quantity(from.quantity), costs(from.commission + from.slippage_cost()) {}

  // Takes `units` (signed as the part) off and returns their share of the costs. Sums of
  // quantities round, so a remainder below 1e-12 of the fill is none.
  double take(double units) {
    const bool all = std::abs(quantity - units) <= 1e-12 * std::abs(fill->quantity);
    const double share = all ? costs : costs * (units / quantity);
    quantity = all ? 0 : quantity - units;
    costs -= share;
    return share;
  }
};

RoundTrip close_units(Part& entry, Part& exit) {
  const double size = std::min(std::abs(entry.quantity), std::abs(exit.quantity));
  const double units = std::copysign(size, entry.quantity);
  RoundTrip trip{.symbol = entry.fill->symbol,
                 .quantity = units,
                 .entry_time_ns = entry.fill->time_ns,
                 .exit_time_ns = exit.fill->time_ns,
                 .entry_bar = entry.fill->bar,
                 .exit_bar = exit.fill->bar,
                 .entry_price = entry.fill->price,
                 .exit_price = exit.fill->price,
                 .gross = units * (exit.fill->raw_price - entry.fill->raw_price)};
  trip.costs = entry.take(units) + exit.take(-units);
  return trip;
}

RoundTrip mark_units(const Part& entry, const SymbolData& data) {
  const BarRow& last = data.bars.back();
  return {.symbol = entry.fill->symbol,
          .open = true,
          .quantity = entry.quantity,
          .entry_time_ns = entry.fill->time_ns,
          .exit_time_ns = last.close_time_ns,
          .entry_bar = entry.fill->bar,
          .exit_bar = static_cast<std::int64_t>(data.bars.size()) - 1,
          .entry_price = entry.fill->price,
          .exit_price = last.close,
          .gross = entry.quantity * (last.close - entry.fill->raw_price),
          .costs = entry.costs};
}

bool opposite(const Part& a, const Part& b) {
  return (a.quantity > 0) != (b.quantity > 0);
}

}  // namespace

std::vector<RoundTrip> round_trips(std::span<const Fill> fills, const MarketData& market) {
  std::vector<RoundTrip> trips;
  std::vector<std::deque<Part>> held(market.symbols.size());
  for (const Fill& fill : fills) {
    std::deque<Part>& lots = held[fill.symbol];
    Part part(fill);
    while (part.quantity != 0 && !lots.empty() && opposite(part, lots.front())) {
      trips.push_back(close_units(lots.front(), part));
      if (lots.front().quantity == 0) {
        lots.pop_front();
      }
    }
    if (part.quantity != 0) {
      lots.push_back(part);
    }
  }
  for (std::size_t symbol = 0; symbol < held.size(); ++symbol) {
    for (const Part& lot : held[symbol]) {
      trips.push_back(mark_units(lot, market.symbols[symbol]));
    }
  }
  return trips;
}

}  // namespace barometer
