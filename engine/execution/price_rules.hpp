// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "config/fill_rules.hpp"
#include "data/bar_row.hpp"
#include "orders/working_order.hpp"

// When and at what price a bar fills an order (docs/execution.md): pure functions of the two.
// Rules are written for buys. A sell is a buy of prices with the sign turned, to the bit.

namespace barometer::execution {

// Half of the quoted spread of a bar, quote currency: what lies between the middle, of which bars
// are made, and either side. All 0 where quotes are no cost of the run.
struct HalfSpreads {
  double open = 0;
  double inside = 0;
  double close = 0;

  double at(orders::PricePoint point) const {
    return point == orders::PricePoint::open    ? open
           : point == orders::PricePoint::close ? close
                                                : inside;
  }
};

// The price that a bar gives an order, and the rule of docs/execution.md that says so.
struct FillPrice {
  double price = 0;  // before slippage, quote currency
  orders::PricePoint point = orders::PricePoint::open;
  std::string_view rule = {};
  // What an order with a limit gets, where that is not `price`: the side that it met.
  std::optional<double> at_quote = {};
};

// How an order met its price: the second half of a rule's name.
enum class FillKind { open, price, trigger, at_entry, carried };

// "stop.open": static text.
std::string_view rule_name(bm_order_type type, FillKind kind);

// Bar and order as a buyer sees them. Stops look at the middle of the quotes, which is what bars
// are made of; limits at the side that they buy from, half a spread above it.
struct BuyersView {
  double side;  // 1, or -1 where all prices have turned their sign
  double open;
  double high;
  double low;
  double close;
  double limit;
  double stop;
  double since;  // price at which the order was activated in the course of the bar
  HalfSpreads half;

  BuyersView(const orders::WorkingOrder& order, const data::BarRow& bar, const HalfSpreads& halves)
      : side(order.buys() ? 1 : -1),
        open(side * bar.open),
        high(side * (order.buys() ? bar.high : bar.low)),
        low(side * (order.buys() ? bar.low : bar.high)),
        close(side * bar.close),
        limit(side * order.limit),
        stop(side * order.stop),
        since(side * order.since_price),
        half(halves) {}

  bool stop_at(double price) const { return price >= stop; }

  // The side that a limit meets where the middle is `price`. What differs from the limit by the
  // rounding of middle and half alone is the limit.
  double quote_at(double price, double half_spread) const;

  bool limit_at(double price, double half_spread, config::LimitTouch touch) const {
    const double quote = quote_at(price, half_spread);
    return touch == config::LimitTouch::fill ? quote <= limit : quote < limit;
  }
};

// The fill of an order with a limit where the middle is at `price`, at the side that it meets; and
// inside the bar at its own limit, where the middle is half a spread away from it.
FillPrice limit_fill(const orders::WorkingOrder& order, double price, double half_spread,
                     orders::PricePoint point, FillKind kind);
FillPrice fill_at_limit(const orders::WorkingOrder& order, double half_spread);

// Whether the bar's range reaches the order's price.
bool touches(const orders::WorkingOrder& order, const data::BarRow& bar, const HalfSpreads& half,
             config::LimitTouch touch);

// The price at which a stop is reached inside a bar whose way is not known: at once where the order
// was activated beyond its stop, else at the stop. None where the bar does not reach it.
struct Trigger {
  double price = 0;
  FillKind kind = FillKind::price;
};

std::optional<Trigger> trigger_inside(const orders::WorkingOrder& stop, const data::BarRow& bar,
                                      std::int64_t index);

// What a limit that a stop set free at `trigger` inside the bar gets in the rest of it: only what
// the way from there to the close must cross.
std::optional<FillPrice> limit_after(const orders::WorkingOrder& order, const data::BarRow& bar,
                                     const HalfSpreads& half, const Trigger& trigger,
                                     config::LimitTouch touch);

}  // namespace barometer::execution
