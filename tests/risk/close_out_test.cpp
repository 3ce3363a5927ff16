// SPDX-License-Identifier: Apache-2.0
#include "risk/close_out.hpp"

#include "data/market_cursor.hpp"
#include "support/catch.hpp"
#include "support/trading.hpp"

using namespace barometer;

namespace {

// Ten units held at 100.
struct Held : Trading {
  Held() : Trading({{test_bar(0, 100, 100)}}) {
    cursor.advance();
    orders::Fill fill;
    fill.quantity = 10;
    fill.price = fill.raw_price = 100;
    account.apply(fill);
  }
};

}  // namespace

TEST_CASE("a symbol is closed out by cancelling its orders and closing what is held") {
  Held held;
  accept(held.store, {.quantity = 5, .type = BM_ORDER_LIMIT, .price = 90});
  CHECK(risk::close_out(held.context, 0, BM_REASON_LIQUIDATION, 0, kNow));
  CHECK(held.store.record(1).reason == BM_REASON_LIQUIDATION);
  REQUIRE(held.store.open_orders().size() == 1);
  CHECK(held.store.record(2).quantity == -10);
  CHECK(held.store.record(2).cut_by == BM_REASON_LIQUIDATION);
}

TEST_CASE("an order that closes the position already is spared, and no other is sent") {
  Held held;
  const orders::Slot closing = accept(held.store, {.quantity = -10});
  CHECK(risk::closing_order(held.context, 0) == closing);
  CHECK(!risk::close_out(held.context, 0, BM_REASON_LIQUIDATION, closing, kNow));
  accept(held.store, {.quantity = 5, .type = BM_ORDER_LIMIT, .price = 90});
  CHECK(risk::close_out(held.context, 0, BM_REASON_LIQUIDATION, closing, kNow));
  CHECK(open_ids(held.store, 0) == std::vector<std::uint64_t>{1});
}

TEST_CASE("orders that close a part, or wait for a price, do not close the position") {
  Held held;
  accept(held.store, {.quantity = -9});
  accept(held.store, {.quantity = -10, .type = BM_ORDER_STOP, .price = 90});
  CHECK(risk::closing_order(held.context, 0) == 0);
}

TEST_CASE("where nothing is held and no order is open there is nothing to do") {
  Trading trading({{test_bar(0, 100, 100)}});
  trading.cursor.advance();
  CHECK(!risk::close_out(trading.context, 0, BM_REASON_FLATTENED, 0, kNow));
  CHECK(trading.store.records().empty());
}
