// SPDX-License-Identifier: Apache-2.0
#include "orders/order_state_machine.hpp"

#include "support/catch.hpp"

using namespace barometer;
using orders::next_state;
using orders::OrderEvent;
using orders::OrderState;

TEST_CASE("an order goes to work, or waits for its parent first") {
  CHECK(next_state(OrderState::fresh, OrderEvent::accept) == OrderState::working);
  CHECK(next_state(OrderState::fresh, OrderEvent::hold) == OrderState::waiting);
  CHECK(next_state(OrderState::waiting, OrderEvent::activate) == OrderState::working);
  CHECK(next_state(OrderState::waiting, OrderEvent::fill) == OrderState::none);
}

TEST_CASE("a stop is triggered once and stays triggered while parts of it fill") {
  CHECK(next_state(OrderState::working, OrderEvent::trigger) == OrderState::triggered);
  CHECK(next_state(OrderState::triggered, OrderEvent::trigger) == OrderState::none);
  CHECK(next_state(OrderState::triggered, OrderEvent::fill_part) == OrderState::triggered);
}

TEST_CASE("nothing happens to an order that is over") {
  for (const OrderState over :
       {OrderState::filled, OrderState::rejected, OrderState::cancelled, OrderState::none}) {
    CHECK(!orders::is_open(over));
    for (int event = 0; event <= static_cast<int>(OrderEvent::cancel); ++event) {
      CHECK(next_state(over, static_cast<OrderEvent>(event)) == OrderState::none);
    }
  }
}

TEST_CASE("the strategy is shown a status for each event") {
  CHECK(orders::status_after(OrderEvent::hold) == BM_ORDER_ACCEPTED);
  CHECK(orders::status_after(OrderEvent::activate) == BM_ORDER_ACTIVATED);
  CHECK(orders::status_after(OrderEvent::cancel) == BM_ORDER_CANCELLED);
  CHECK(orders::to_string(OrderEvent::activate) == "activated");
}
