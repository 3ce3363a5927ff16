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
  return execution::touches(order, kBar, touch);
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
    return execution::limit_after(order, kBar, {.price = 102}, config::LimitTouch::fill);
  };
  CHECK(buy(103)->price == 102);  // better than its limit at once
  CHECK(buy(102)->rule == "stop_limit.price");
  CHECK(!buy(101));  // the close lies above: nobody knows whether the way came back
}
