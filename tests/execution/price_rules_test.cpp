// SPDX-License-Identifier: Apache-2.0
#include "execution/price_rules.hpp"

#include "support/catch.hpp"
#include "support/trading.hpp"

using namespace barometer;
using execution::FillKind;

namespace {

orders::WorkingOrder resting(double quantity, bm_order_type type, double stop, double limit) {
  orders::WorkingOrder order;
  order.type = type;
  order.state = orders::OrderState::working;
  order.quantity = quantity;
  order.stop = stop;
  order.limit = limit;
  return order;
}

const data::BarRow kBar = ranged_bar(0, 100, 110, 95, 105);

bool touched(const orders::WorkingOrder& order, config::LimitTouch touch) {
  return execution::touches(order, kBar, {}, touch);
}

}  // namespace

TEST_CASE("a rule is named by its order's type and by how the order met its price") {
  CHECK(execution::rule_name(BM_ORDER_LIMIT, FillKind::open) == "limit.open");
  CHECK(execution::rule_name(BM_ORDER_STOP, FillKind::carried) == "stop.carried");
  CHECK(execution::rule_name(BM_ORDER_STOP_LIMIT, FillKind::trigger) == "stop_limit.trigger");
  CHECK(execution::rule_name(BM_ORDER_TRAILING_STOP, FillKind::at_entry) ==
        "trailing_stop.at_entry");
}

TEST_CASE("a bar touches stops within its range, and limits that it reaches or crosses") {
  CHECK(touched(resting(1, BM_ORDER_STOP, 110, 0), config::LimitTouch::through));
  CHECK(!touched(resting(1, BM_ORDER_STOP, 110.5, 0), config::LimitTouch::fill));
  CHECK(touched(resting(-1, BM_ORDER_STOP, 95, 0), config::LimitTouch::fill));
  CHECK(touched(resting(1, BM_ORDER_LIMIT, 0, 95), config::LimitTouch::fill));
  CHECK(!touched(resting(1, BM_ORDER_LIMIT, 0, 95), config::LimitTouch::through));
}

TEST_CASE("a stop is reached at its price, or where it was activated beyond it") {
  orders::WorkingOrder stop = resting(-1, BM_ORDER_STOP, 98, 0);
  const auto inside = execution::trigger_inside(stop, kBar, 0);
  REQUIRE(inside);
  CHECK(inside->price == 98);
  stop.begin_at({.bar = 0, .point = orders::PricePoint::intrabar, .price = 97});
  const auto at_entry = execution::trigger_inside(stop, kBar, 0);
  REQUIRE(at_entry);
  CHECK(at_entry->price == 97);
  CHECK(at_entry->kind == FillKind::at_entry);
  CHECK(!execution::trigger_inside(resting(1, BM_ORDER_STOP, 111, 0), kBar, 0));
}

TEST_CASE("after its stop a limit gets only what the way to the close must cross") {
  const auto buy = [](double limit) {
    orders::WorkingOrder order = resting(1, BM_ORDER_STOP_LIMIT, 102, limit);
    order.state = orders::OrderState::triggered;
    return execution::limit_after(order, kBar, {}, {.price = 102}, config::LimitTouch::fill);
  };
  CHECK(buy(103)->price == 102);  // better than its limit at once
  CHECK(buy(102)->rule == "stop_limit.price");
  CHECK(!buy(101));  // the close lies above: nobody knows whether the way came back
}

TEST_CASE("a limit meets the side of its quotes: the open's, then the larger of the bar's two") {
  // O 100, H 110, L 95, C 105; half of the spread 1 at the open, 2 inside.
  const execution::HalfSpreads half{.open = 1, .inside = 2, .close = 0.5};
  const auto reached = [&half](double quantity, double limit, config::LimitTouch touch) {
    return execution::touches(resting(quantity, BM_ORDER_LIMIT, 0, limit), kBar, half, touch);
  };
  CHECK(reached(1, 97, config::LimitTouch::fill));  // 95 + 2
  CHECK(!reached(1, 96.75, config::LimitTouch::fill));
  CHECK(!reached(1, 97, config::LimitTouch::through));
  CHECK(reached(-1, 108, config::LimitTouch::fill));  // 110 - 2
  CHECK(!reached(-1, 108.25, config::LimitTouch::fill));
  const execution::HalfSpreads wide_close{.open = 1, .inside = 9, .close = 9};
  const auto order = resting(1, BM_ORDER_LIMIT, 0, 101);
  CHECK(execution::touches(order, kBar, wide_close, config::LimitTouch::fill));  // at the open
  CHECK(
      execution::touches(resting(1, BM_ORDER_STOP, 110, 0), kBar, half, config::LimitTouch::fill));
  CHECK(
      !execution::touches(resting(1, BM_ORDER_STOP, 111, 0), kBar, half, config::LimitTouch::fill));
}

TEST_CASE("a limit's fill says the middle, and what the side gives it") {
  const auto buy = resting(1, BM_ORDER_LIMIT, 0, 103);
  const auto sell = resting(-1, BM_ORDER_LIMIT, 0, 97);
  const auto open = orders::PricePoint::open;
  const auto bought = execution::limit_fill(buy, 100, 1.5, open, FillKind::open);
  CHECK(bought.price == 100);
  CHECK(bought.at_quote == 101.5);
  CHECK(bought.rule == "limit.open");
  CHECK(execution::limit_fill(sell, 100, 1.5, open, FillKind::open).at_quote == 98.5);
  CHECK(execution::fill_at_limit(buy, 2).price == 101);
  CHECK(execution::fill_at_limit(buy, 2).at_quote == 103);
  CHECK(execution::fill_at_limit(sell, 2).price == 99);
  CHECK(execution::fill_at_limit(buy, 0).price == 103);
  CHECK_FALSE(execution::fill_at_limit(buy, 0).at_quote);
}

TEST_CASE("after its stop a limit meets the side too") {
  const execution::HalfSpreads half{.open = 0, .inside = 1, .close = 0};
  const auto buy = [&half](double limit) {
    orders::WorkingOrder order = resting(1, BM_ORDER_STOP_LIMIT, 102, limit);
    order.state = orders::OrderState::triggered;
    return execution::limit_after(order, kBar, half, {.price = 102}, config::LimitTouch::fill);
  };
  CHECK(buy(104)->at_quote == 103.0);
  CHECK(buy(104)->rule == "stop_limit.trigger");
  CHECK(buy(103)->rule == "stop_limit.price");
  CHECK(!buy(102.5));  // the ask is 103 there, and 106 at the close
}

TEST_CASE("an ask that is a limit is met by it, whatever the middle was rounded to") {
  int inexact = 0;
  for (int cents = 1; cents < 20'000; ++cents) {
    const double ask = cents / 100.0;
    const double bid = (cents - 1 - cents % 7) / 100.0;
    const double middle = (bid + ask) / 2;
    const double half = (ask - bid) / 2;
    inexact += middle + half != ask || middle - half != bid ? 1 : 0;
    const execution::BuyersView buyer(resting(1, BM_ORDER_LIMIT, 0, ask), kBar, {});
    CHECK(buyer.limit_at(middle, half, config::LimitTouch::fill));
    CHECK(!buyer.limit_at(middle, half, config::LimitTouch::through));
    const execution::BuyersView seller(resting(-1, BM_ORDER_LIMIT, 0, bid), kBar, {});
    CHECK(seller.limit_at(-middle, half, config::LimitTouch::fill));
    CHECK(!seller.limit_at(-middle, half, config::LimitTouch::through));
    const execution::BuyersView below(resting(1, BM_ORDER_LIMIT, 0, ask - 1e-9), kBar, {});
    CHECK(!below.limit_at(middle, half, config::LimitTouch::fill));
  }
  CHECK(inexact > 100);  // without the rule some of them would be missed
}
