// SPDX-License-Identifier: Apache-2.0
#include "execution/price_rules.hpp"

#include <array>

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

}  // namespace

std::string_view rule_name(bm_order_type type, FillKind kind) {
  return kNames[static_cast<std::size_t>(type)][static_cast<std::size_t>(kind)];
}

bool touches(const orders::WorkingOrder& order, const data::BarRow& bar, config::LimitTouch touch) {
  const BuyersView view(order, bar);
  if (order.is_stop()) {
    return view.stop_at(view.high);
  }
  return order.is_limit() ? view.limit_at(view.low, touch) : true;
}

std::optional<Trigger> trigger_inside(const orders::WorkingOrder& stop, const data::BarRow& bar,
                                      std::int64_t index) {
  const BuyersView view(stop, bar);
  if (stop.since(index, orders::PricePoint::intrabar) && view.stop_at(view.since)) {
    return Trigger{stop.since_price, FillKind::at_entry};
  }
  if (view.stop_at(view.high)) {
    return Trigger{stop.stop, FillKind::price};
  }
  return std::nullopt;
}

std::optional<FillPrice> limit_after(const orders::WorkingOrder& order, const data::BarRow& bar,
                                     const Trigger& trigger, config::LimitTouch touch) {
  const BuyersView view(order, bar);
  if (view.limit_at(view.side * trigger.price, config::LimitTouch::fill)) {
    const bool exact = trigger.price == order.limit;
    const FillKind kind = exact ? FillKind::price : FillKind::trigger;
    return FillPrice{trigger.price, orders::PricePoint::intrabar, rule_name(order.type, kind)};
  }
  if (view.limit_at(view.close, touch)) {
    return FillPrice{order.limit, orders::PricePoint::intrabar,
                     rule_name(order.type, FillKind::price)};
  }
  return std::nullopt;
}

}  // namespace barometer::execution
