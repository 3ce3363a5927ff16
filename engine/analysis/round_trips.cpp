// SPDX-License-Identifier: Apache-2.0
#include "analysis/round_trips.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>

#include "analysis/point_values.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::analysis {

namespace {

// The part of a fill that has not met its counterpart yet.
struct Part {
  const orders::Fill* fill;
  double whole;      // signed units when nothing was taken off yet, as units are now
  double quantity;   // signed units
  double costs;      // account currency
  double price;      // of one unit as it is now, quote currency
  double raw_value;  // the same before slippage, account currency
  double carry = 0;  // account currency, > 0 received

  explicit Part(const orders::Fill& from)
      : fill(&from),
        whole(from.quantity),
        quantity(from.quantity),
        costs(from.commission + from.slippage_cost()),
        price(from.price),
        raw_value(from.raw_price * from.point_value) {}

  // Takes `units` (signed as the part) off; their share of costs and carry goes to the trip.
  // Sums of quantities round, so a remainder below 1e-12 of the fill is none.
  void give(double units, RoundTrip& trip) {
    const bool all = std::abs(quantity - units) <= 1e-12 * std::abs(whole);
    const double share = all ? 1 : units / quantity;
    quantity = all ? 0 : quantity - units;
    for (const auto& [mine, theirs] :
         {std::pair{&costs, &trip.costs}, std::pair{&carry, &trip.carry}}) {
      const double given = *mine * share;
      *mine -= given;
      *theirs += given;
    }
  }

  void split(double by) {
    whole *= by;
    quantity *= by;
    price /= by;
    raw_value /= by;
  }

  // Both at their average price.
  void merge(const Part& other) {
    const double share = other.quantity / (quantity + other.quantity);
    price += share * (other.price - price);
    raw_value += share * (other.raw_value - raw_value);
    quantity += other.quantity;
    whole = quantity;
    costs += other.costs;
    carry += other.carry;
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
                 .entry_point = entry.fill->price_point,
                 .exit_point = exit.fill->price_point,
                 .entry_price = entry.price,
                 .exit_price = exit.price,
                 .gross = units * (exit.raw_value - entry.raw_value)};
  entry.give(units, trip);
  exit.give(-units, trip);
  return trip;
}

RoundTrip mark_units(const Part& entry, const data::SymbolData& data, double point_value) {
  const data::BarRow& last = data.bars.back();
  return {.symbol = entry.fill->symbol,
          .open = true,
          .quantity = entry.quantity,
          .entry_time_ns = entry.fill->time_ns,
          .exit_time_ns = last.close_time_ns,
          .entry_bar = entry.fill->bar,
          .exit_bar = static_cast<std::int64_t>(data.bars.size()) - 1,
          .entry_point = entry.fill->price_point,
          .entry_price = entry.price,
          .exit_price = last.close,
          .gross = entry.quantity * (last.close * point_value - entry.raw_value),
          .costs = entry.costs,
          .carry = entry.carry,
          .point_value = point_value};
}

// Funding falls due at the close of its step, all else before its fills.
bool came_before(const portfolio::CashEvent& event, const orders::Fill& fill) {
  if (event.bar != fill.bar) {
    return event.bar < fill.bar;
  }
  const bool at_close =
      event.kind == portfolio::CashKind::funding && fill.rule != "market.same_close";
  return at_close ? event.step < fill.step : event.step <= fill.step;
}

void befall(const portfolio::CashEvent& event, std::deque<Part>& lots) {
  double units = 0;
  for (const Part& lot : lots) {
    units += lot.quantity;
  }
  for (Part& lot : lots) {
    if (event.kind == portfolio::CashKind::split) {
      lot.split(event.rate);
    } else {
      lot.carry += event.amount * (lot.quantity / units);
    }
  }
}

// What happens to held positions, in its order.
class EventQueue {
 public:
  EventQueue(std::span<const portfolio::CashEvent> events, std::size_t symbols)
      : events_(events_by_symbol(events, symbols)), next_(symbols, 0) {}

  void apply_before(const orders::Fill& fill, std::deque<Part>& lots) {
    const auto& events = events_[fill.symbol];
    std::size_t& next = next_[fill.symbol];
    for (; next < events.size() && came_before(*events[next], fill); ++next) {
      befall(*events[next], lots);
    }
  }

  void apply_rest(core::SymbolIndex symbol, std::deque<Part>& lots) {
    for (; next_[symbol] < events_[symbol].size(); ++next_[symbol]) {
      befall(*events_[symbol][next_[symbol]], lots);
    }
  }

 private:
  std::vector<std::vector<const portfolio::CashEvent*>> events_;
  std::vector<std::size_t> next_;
};

bool opposite(const Part& a, const Part& b) {
  return (a.quantity > 0) != (b.quantity > 0);
}

// A fill closes lots of its symbol; what is left of it is held.
void meet(const orders::Fill& fill, config::RoundTripRule rule, std::deque<Part>& lots,
          std::vector<RoundTrip>& trips) {
  Part part(fill);
  while (part.quantity != 0 && !lots.empty() && opposite(part, lots.front())) {
    trips.push_back(close_units(lots.front(), part));
    if (lots.front().quantity == 0) {
      lots.pop_front();
    }
  }
  if (part.quantity != 0 && rule == config::RoundTripRule::average && !lots.empty()) {
    lots.front().merge(part);
  } else if (part.quantity != 0) {
    lots.push_back(part);
  }
}

}  // namespace

std::vector<RoundTrip> round_trips(std::span<const orders::Fill> fills,
                                   const data::MarketData& market, const AccountFlows& flows,
                                   config::RoundTripRule rule) {
  std::vector<RoundTrip> trips;
  std::vector<std::deque<Part>> held(market.symbols.size());
  EventQueue events(flows.events, market.symbols.size());
  for (const orders::Fill& fill : fills) {
    events.apply_before(fill, held[fill.symbol]);
    meet(fill, rule, held[fill.symbol], trips);
  }
  for (core::SymbolIndex symbol = 0; symbol < held.size(); ++symbol) {
    events.apply_rest(symbol, held[symbol]);
    const double point_value = PointValues(market, flows.valuations, symbol).at_end();
    for (const Part& lot : held[symbol]) {
      trips.push_back(mark_units(lot, market.symbols[symbol], point_value));
    }
  }
  return trips;
}

}  // namespace barometer::analysis
