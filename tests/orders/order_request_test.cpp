// SPDX-License-Identifier: Apache-2.0
#include "orders/order_request.hpp"

#include <cmath>
#include <limits>

#include "data/symbol_data.hpp"
#include "support/catch.hpp"
#include "support/simple_orders.hpp"

using namespace barometer;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// A symbol that has closed at 100, in lots of 2 and ticks of 0.5.
struct Sent : PlainStore {
  Sent() : PlainStore(1) {
    instruments[0].lot = 2;
    instruments[0].tick = 0.5;
  }

  orders::OrderContext context(double position = 0) const {
    return {.now = 500,
            .sizing = {.position = position, .equity = 10'000, .unit_value = 100},
            .last_close = 100,
            .instrument = instruments[0],
            .store = store,
            .data = data,
            .closed = 1};
  }

  orders::OrderRequest request(const bm_order& order, double position = 0) const {
    return orders::make_request(order, context(position));
  }

  data::SymbolData data;
};

bm_order order_of(double amount, bm_order_type type = BM_ORDER_MARKET, double limit = kNone) {
  bm_order order{};
  order.type = type;
  order.side = amount < 0 ? BM_SELL : BM_BUY;
  order.amount = amount < 0 ? -amount : amount;
  order.limit_price = limit;
  order.stop_price = order.trail = kNone;
  return order;
}

}  // namespace

TEST_CASE("a request is rounded to lots towards zero, and its limit to the less aggressive tick") {
  const Sent sent;
  const orders::OrderRequest request = sent.request(order_of(7, BM_ORDER_LIMIT, 95.7));
  CHECK(request.reason == BM_REASON_NONE);
  CHECK(request.quantity() == 6);
  CHECK(request.order.requested == 7);
  CHECK(request.order.limit == 95.5);
  CHECK(request.record.limit_price == 95.5);
}

TEST_CASE("what is less than a lot is no order, unless it closes the position") {
  const Sent sent;
  CHECK(sent.request(order_of(1.5)).reason == BM_REASON_LOT_SIZE);
  const orders::OrderRequest closing = sent.request(order_of(-1.5), 1.5);
  CHECK(closing.reason == BM_REASON_NONE);
  CHECK(closing.quantity() == -1.5);
}

TEST_CASE("an order below the venue's minimum notional is rejected") {
  Sent sent;
  sent.instruments[0].min_notional = 500;
  CHECK(sent.request(order_of(4)).reason == BM_REASON_MIN_NOTIONAL);
  CHECK(sent.request(order_of(6)).reason == BM_REASON_NONE);
}

TEST_CASE("a target that is reached already is no order") {
  const Sent sent;
  bm_order order = order_of(4);
  order.amount_kind = BM_AMOUNT_TARGET_QUANTITY;
  const orders::OrderRequest request = sent.request(order, 4);
  CHECK(request.is_reached);
  CHECK(request.reason == BM_REASON_NONE);
}

TEST_CASE("a child needs an open parent and an amount of its own") {
  Sent sent;
  bm_order child = order_of(-4, BM_ORDER_LIMIT, 110);
  child.parent = 5;
  CHECK(sent.request(child).reason == BM_REASON_NO_SUCH_ORDER);
  accept(sent.store, {.quantity = 4, .client_order_id = 5});
  const orders::OrderRequest request = sent.request(child);
  CHECK(request.reason == BM_REASON_NONE);
  CHECK(request.order.is_exit);
  CHECK(request.record.parent == 1);
  child.amount_kind = BM_AMOUNT_TARGET_QUANTITY;
  CHECK(sent.request(child).reason == BM_REASON_INVALID);
}

TEST_CASE("a replacement keeps what is NaN, and what has filled counts towards its amount") {
  Sent sent;
  const orders::Slot slot = accept(sent.store, {.quantity = 8, .type = BM_ORDER_LIMIT});
  sent.store.fill(slot, 2, false, {}, kLater);
  const auto wider =
      orders::make_replacement(order_of(kNone, BM_ORDER_LIMIT, 94.7), slot, sent.context());
  REQUIRE(wider);
  CHECK(wider->limit == 94.5);
  CHECK(std::isnan(wider->quantity));
  CHECK(orders::make_replacement(order_of(10), slot, sent.context())->quantity == 8);
  CHECK(!orders::make_replacement(order_of(2), slot, sent.context()));
  CHECK(!orders::make_replacement(order_of(kNone, BM_ORDER_LIMIT, -1), slot, sent.context()));
}
