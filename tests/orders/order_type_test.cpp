// SPDX-License-Identifier: Apache-2.0
#include "orders/order_type.hpp"
#include "orders/order_names.hpp"

#include "orders/working_order.hpp"
#include "support/catch.hpp"

using namespace barometer;
using orders::FillMode;
using orders::OrderState;

namespace {

FillMode mode(bm_order_type type, OrderState state) {
  orders::WorkingOrder order;
  order.type = type;
  order.state = state;
  return order.fill_mode();
}

}  // namespace

TEST_CASE("every type of the ABI has a row, and no number beyond them is known") {
  for (bm_order_type type = BM_ORDER_MARKET; type <= BM_ORDER_TRAILING_STOP; ++type) {
    CHECK(orders::is_known(type));
    CHECK(orders::type_name(type) == orders::order_type(type).name);
  }
  CHECK(!orders::is_known(-1));
  CHECK(!orders::is_known(BM_ORDER_TRAILING_STOP + 1));
  CHECK(orders::type_name(-1) == "?");
}

TEST_CASE("a row agrees with itself") {
  for (const orders::OrderType& type : orders::kOrderTypes) {
    const bool waits = type.has_limit || type.has_stop;
    CHECK((type.fill_mode == FillMode::resting) == waits);
    CHECK(!(type.trails && !type.has_stop));
    CHECK(!(type.by_fill_rule && waits));
  }
}

TEST_CASE("a triggered stop is a market order, a triggered stop limit a limit order") {
  CHECK(mode(BM_ORDER_MARKET, OrderState::working) == FillMode::marketable);
  CHECK(mode(BM_ORDER_MARKET_ON_CLOSE, OrderState::working) == FillMode::on_close);
  CHECK(mode(BM_ORDER_LIMIT, OrderState::working) == FillMode::resting);
  for (const bm_order_type type : {BM_ORDER_STOP, BM_ORDER_TRAILING_STOP}) {
    CHECK(mode(type, OrderState::working) == FillMode::resting);
    CHECK(mode(type, OrderState::triggered) == FillMode::marketable);
  }
  CHECK(mode(BM_ORDER_STOP_LIMIT, OrderState::triggered) == FillMode::resting);
  CHECK(mode(BM_ORDER_MARKET, OrderState::waiting) == FillMode::held);
}

TEST_CASE("a stop limit waits for its stop first and for its limit then") {
  orders::WorkingOrder order;
  order.type = BM_ORDER_STOP_LIMIT;
  order.state = OrderState::working;
  CHECK(order.is_stop());
  CHECK(!order.is_limit());
  order.state = OrderState::triggered;
  CHECK(!order.is_stop());
  CHECK(order.is_limit());
}
