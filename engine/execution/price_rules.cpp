// SPDX-License-Identifier: Apache-2.0
#include "execution/price_rules.hpp"

#include <array>
#include <cmath>

#include "data/bar_row.hpp"

namespace barometer::execution {

namespace {

// Of resting orders, by type and FillKind. Orders that need no price have rules of their own.
constexpr std::array<std::array<std::string_view, 5>, orders::kOrderTypes.size()> kNames{{
    {},  // market
    {},  // market_on_close
    {"limit.open", "limit.price", "", "limit.at_entry", ""},
    {"stop.open", "stop.price", "", "stop.at_entry", "stop.carried"},
    {"stop_limit.open", "stop_limit.price", "stop_limit.trigger", "", ""},
    {"trailing_stop.open", "trailing_stop.price", "", "trailing_stop.at_entry",
     "trailing_stop.carried"},
}};

// Twice what the rounding of a middle, of half a spread and of their sum can come to, as a share of
// the price: each is at most 2^-53 of it.
constexpr double kRounding = 0x1p-50;

}  // namespace

std::string_view rule_name(bm_order_type type, FillKind kind) {
  return kNames[static_cast<std::size_t>(type)][static_cast<std::size_t>(kind)];
}

double BuyersView::quote_at(double price, double half_spread) const {
  const double quote = price + half_spread;
  const bool rounded = half_spread != 0 && std::fabs(quote - limit) <= kRounding * std::fabs(limit);
  return rounded ? limit : quote;
}

FillPrice limit_fill(const orders::WorkingOrder& order, double price, double half_spread,
                     orders::PricePoint point, FillKind kind) {
  const BuyersView view(order, {}, {});
  FillPrice fill{price, point, rule_name(order.type, kind)};
  if (half_spread != 0) {
    fill.at_quote = view.side * view.quote_at(view.side * price, half_spread);
  }
  return fill;
}

FillPrice fill_at_limit(const orders::WorkingOrder& order, double half_spread) {
  FillPrice fill{order.limit, orders::PricePoint::intrabar, rule_name(order.type, FillKind::price)};
  if (half_spread != 0) {
    fill.price = order.buys() ? order.limit - half_spread : order.limit + half_spread;
    fill.at_quote = order.limit;
  }
  return fill;
}

bool touches(const orders::WorkingOrder& order, const data::BarRow& bar, const HalfSpreads& half,
             config::LimitTouch touch) {
  const BuyersView view(order, bar, half);
  if (order.is_stop()) {
    return view.stop_at(view.high);
  }
  const bool limit = order.is_limit();
  return !limit || view.limit_at(view.open, half.open, touch) ||
         view.limit_at(view.low, half.inside, touch);
}

std::optional<Trigger> trigger_inside(const orders::WorkingOrder& stop, const data::BarRow& bar,
                                      std::int64_t index) {
  const BuyersView view(stop, bar, {});
  if (stop.since(index, orders::PricePoint::intrabar) && view.stop_at(view.since)) {
    return Trigger{stop.since_price, FillKind::at_entry};
  }
  if (view.stop_at(view.high)) {
    return Trigger{stop.stop, FillKind::price};
  }
  return std::nullopt;
}

std::optional<FillPrice> limit_after(const orders::WorkingOrder& order, const data::BarRow& bar,
                                     const HalfSpreads& half, const Trigger& trigger,
                                     config::LimitTouch touch) {
  const BuyersView view(order, bar, half);
  const double trigger_price = view.side * trigger.price;
  if (view.limit_at(trigger_price, half.inside, config::LimitTouch::fill)) {
    const bool exact = view.quote_at(trigger_price, half.inside) == view.limit;
    return limit_fill(order, trigger.price, half.inside, orders::PricePoint::intrabar,
                      exact ? FillKind::price : FillKind::trigger);
  }
  if (view.limit_at(view.close, half.inside, touch)) {
    return fill_at_limit(order, half.inside);
  }
  return std::nullopt;
}

}  // namespace barometer::execution
