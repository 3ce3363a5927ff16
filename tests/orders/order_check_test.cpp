// SPDX-License-Identifier: Apache-2.0
#include "orders/order_check.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bm_order order_of(bm_order_type type, double limit = kNone, double stop = kNone) {
  bm_order order{};
  order.type = type;
  order.limit_price = limit;
  order.stop_price = stop;
  order.trail = kNone;
  return order;
}

bm_order_reason check(const bm_order& order) {
  return orders::check_order(order, 1'000);
}

orders::WorkingOrder exit_of(bm_order_type type, double quantity, double price) {
  orders::WorkingOrder order;
  order.type = type;
  order.quantity = quantity;
  order.limit = order.stop = price;
  return order;
}

}  // namespace

TEST_CASE("a type needs its own prices and no others") {
  CHECK(check(order_of(BM_ORDER_MARKET)) == BM_REASON_NONE);
  CHECK(check(order_of(BM_ORDER_MARKET, -1, -1)) == BM_REASON_NONE);
  CHECK(check(order_of(BM_ORDER_LIMIT, 90)) == BM_REASON_NONE);
  CHECK(check(order_of(BM_ORDER_LIMIT, kNone, 90)) == BM_REASON_INVALID);
  CHECK(check(order_of(BM_ORDER_STOP, kNone, 90)) == BM_REASON_NONE);
  CHECK(check(order_of(BM_ORDER_STOP, 90)) == BM_REASON_INVALID);
  CHECK(check(order_of(BM_ORDER_STOP_LIMIT, 90, 91)) == BM_REASON_NONE);
  CHECK(check(order_of(BM_ORDER_STOP_LIMIT, 90)) == BM_REASON_INVALID);
  CHECK(check(order_of(BM_ORDER_LIMIT, 0)) == BM_REASON_INVALID);
  CHECK(check(order_of(BM_ORDER_LIMIT, std::numeric_limits<double>::infinity())) ==
        BM_REASON_INVALID);
}

TEST_CASE("a trailing stop needs a distance, and a fraction less than the whole price") {
  bm_order order = order_of(BM_ORDER_TRAILING_STOP);
  CHECK(check(order) == BM_REASON_INVALID);
  order.trail_kind = BM_TRAIL_FRACTION;
  order.trail = 0.1;
  CHECK(check(order) == BM_REASON_NONE);
  order.trail = 1;
  CHECK(check(order) == BM_REASON_INVALID);
  order.trail_kind = BM_TRAIL_PRICE;
  CHECK(check(order) == BM_REASON_NONE);
  order.stop_price = -5;
  CHECK(check(order) == BM_REASON_INVALID);
}

TEST_CASE("numbers that mean nothing are unsupported, and an expiry must lie ahead") {
  CHECK(check(order_of(BM_ORDER_TRAILING_STOP + 1)) == BM_REASON_UNSUPPORTED);
  bm_order order = order_of(BM_ORDER_MARKET);
  order.time_in_force = BM_FOK + 1;
  CHECK(check(order) == BM_REASON_UNSUPPORTED);
  order.time_in_force = BM_GTD;
  order.expiry_ns = 1'000;
  CHECK(check(order) == BM_REASON_INVALID);
  order.expiry_ns = 1'001;
  CHECK(check(order) == BM_REASON_NONE);
}

TEST_CASE("an exit's stop lies behind its parent's price, its target beyond it") {
  CHECK(orders::on_right_side(exit_of(BM_ORDER_STOP, -1, 95), 100));
  CHECK(!orders::on_right_side(exit_of(BM_ORDER_STOP, -1, 105), 100));
  CHECK(orders::on_right_side(exit_of(BM_ORDER_LIMIT, -1, 105), 100));
  CHECK(!orders::on_right_side(exit_of(BM_ORDER_LIMIT, -1, 95), 100));
  CHECK(orders::on_right_side(exit_of(BM_ORDER_STOP, 1, 105), 100));  // closes a short
  CHECK(orders::on_right_side(exit_of(BM_ORDER_TRAILING_STOP, -1, kNone), 100));
}
