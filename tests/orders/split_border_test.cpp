// SPDX-License-Identifier: Apache-2.0
#include "orders/split_border.hpp"

#include <cmath>

#include "orders/view_units.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"
#include "support/simple_orders.hpp"

using namespace barometer;

namespace {

const orders::ViewUnits kQuarter(data::SplitRatio(4));

bm_order all_fields(bm_amount_kind kind, double amount) {
  bm_order order = market_order(0, kind, amount, BM_BUY);
  order.limit_price = 100;
  order.stop_price = 90;
  order.trail_kind = BM_TRAIL_PRICE;
  order.trail = 8;
  return order;
}

}  // namespace

TEST_CASE("quantities are multiplied and prices divided, weights and notionals stay") {
  const PlainStore plain(1);
  const auto converted = [&](bm_amount_kind kind) {
    return orders::in_day_units(all_fields(kind, 3), kQuarter, plain.store);
  };
  CHECK(converted(BM_AMOUNT_QUANTITY).amount == 12);
  CHECK(converted(BM_AMOUNT_TARGET_QUANTITY).amount == 12);
  CHECK(converted(BM_AMOUNT_NOTIONAL).amount == 3);
  CHECK(converted(BM_AMOUNT_TARGET_WEIGHT).amount == 3);
  CHECK(converted(BM_AMOUNT_QUANTITY).limit_price == 25);
  CHECK(converted(BM_AMOUNT_QUANTITY).stop_price == 22.5);
  CHECK(converted(BM_AMOUNT_QUANTITY).trail == 2);
}

TEST_CASE("a trail that is a share or in true ranges is what it is, and so is every other field") {
  const PlainStore plain(1);
  for (const bm_trail_kind kind : {BM_TRAIL_FRACTION, BM_TRAIL_ATR}) {
    bm_order sent = all_fields(BM_AMOUNT_QUANTITY, 3);
    sent.trail_kind = kind;
    sent.client_order_id = 9;
    sent.expiry_ns = 12;
    const bm_order order = orders::in_day_units(sent, kQuarter, plain.store);
    CHECK(order.trail == 8);
    CHECK(order.trail_kind == kind);
    CHECK(order.client_order_id == 9);
    CHECK(order.expiry_ns == 12);
    CHECK(order.side == BM_BUY);
  }
}

TEST_CASE("a REPLACE takes the side and the kind of trail of the order that it names") {
  PlainStore plain(1);
  const orders::Slot slot =
      accept(plain.store,
             {.quantity = -2, .type = BM_ORDER_TRAILING_STOP, .client_order_id = 5, .trail = 0.1});
  CHECK(slot != 0);
  bm_order sent{};
  sent.action = BM_ORDER_REPLACE;
  sent.client_order_id = 5;
  sent.amount = 3;
  sent.limit_price = sent.stop_price = sent.trail = std::nan("");
  sent.stop_price = 88;
  const bm_order order = orders::in_day_units(sent, kQuarter, plain.store);
  CHECK(order.action == BM_ORDER_REPLACE);
  CHECK(order.amount == 12);
  CHECK(order.stop_price == 22);
  CHECK(std::isnan(order.limit_price));
  CHECK(std::isnan(order.trail));
  CHECK(order.side == BM_SIDE_BY_TARGET);  // the field is not one of a REPLACE
  const orders::ViewUnits thirds(data::SplitRatio(3));
  sent.stop_price = 100;  // of a sell stop: no bar of the view that is not at 100 or below meets it
  const double stop = orders::in_day_units(sent, thirds, plain.store).stop_price;
  CHECK(thirds.view_price(stop) <= 100);
  CHECK(thirds.view_price(std::nextafter(stop, 1e9)) > 100);
}

TEST_CASE("without a split and for a cancel nothing changes") {
  const PlainStore plain(1);
  const bm_order sent = all_fields(BM_AMOUNT_QUANTITY, 3);
  CHECK(orders::in_day_units(sent, {}, plain.store).amount == 3);
  bm_order cancel = sent;
  cancel.action = BM_ORDER_CANCEL;
  CHECK(orders::in_day_units(cancel, kQuarter, plain.store).limit_price == 100);
}
