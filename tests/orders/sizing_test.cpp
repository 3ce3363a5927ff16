// SPDX-License-Identifier: Apache-2.0
#include "orders/sizing.hpp"

#include <limits>

#include "data/market_data.hpp"
#include "orders/dust.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

bm_order market(bm_amount_kind kind, double amount, bm_side side = BM_SIDE_BY_TARGET) {
  bm_order order{};
  order.amount_kind = kind;
  order.amount = amount;
  order.side = side;
  order.limit_price = order.stop_price = order.trail = kNan;
  return order;
}

// An account of 1000 that holds 4 units at a close of 50 and has an order for 2 more working.
orders::SizingBasis basis() {
  return {.position = 4, .working = 2, .equity = 1'000, .unit_value = 50, .cash_buffer = 0.01};
}

double units(const bm_order& order, const orders::SizingBasis& on = basis()) {
  const orders::Sized sized = orders::size_order(order, on);
  CHECK(sized.reason == BM_REASON_NONE);
  return sized.quantity;
}

bm_order_reason reason_of(const bm_order& order, const orders::SizingBasis& on = basis()) {
  const orders::Sized sized = orders::size_order(order, on);
  CHECK(sized.quantity == 0);
  return sized.reason;
}

}  // namespace

TEST_CASE("a quantity is itself, signed by its side, whatever is held") {
  CHECK(units(market(BM_AMOUNT_QUANTITY, 0.25, BM_BUY)) == 0.25);
  CHECK(units(market(BM_AMOUNT_QUANTITY, 0.25, BM_SELL)) == -0.25);
}

TEST_CASE("a notional is divided by the last close") {
  CHECK(units(market(BM_AMOUNT_NOTIONAL, 125, BM_BUY)) == 2.5);
  CHECK(units(market(BM_AMOUNT_NOTIONAL, 125, BM_SELL)) == -2.5);
}

TEST_CASE("a target quantity nets what is held and what is working") {
  CHECK(units(market(BM_AMOUNT_TARGET_QUANTITY, 10)) == 4);
  CHECK(units(market(BM_AMOUNT_TARGET_QUANTITY, 0)) == -6);
  CHECK(units(market(BM_AMOUNT_TARGET_QUANTITY, -1)) == -7);
}

TEST_CASE("a target weight is a share of equity less the cash buffer, netted") {
  // 0.5 x 0.99 x 1000 / 50 = 9.9 units, of which 6 are there or under way.
  CHECK(units(market(BM_AMOUNT_TARGET_WEIGHT, 0.5)) == Approx(3.9).epsilon(1e-14));
  CHECK(units(market(BM_AMOUNT_TARGET_WEIGHT, -0.5)) == Approx(-15.9).epsilon(1e-14));
  CHECK(units(market(BM_AMOUNT_TARGET_WEIGHT, 0)) == -6);
}

TEST_CASE("a target that is reached is no order, and no fault") {
  CHECK(units(market(BM_AMOUNT_TARGET_QUANTITY, 6)) == 0);
}

TEST_CASE("a target that rounding alone keeps apart is reached") {
  orders::SizingBasis pieces = basis();
  pieces.position = 0.1 + 0.2;  // 0.30000000000000004
  pieces.working = 0;
  CHECK(units(market(BM_AMOUNT_TARGET_QUANTITY, 0.3), pieces) == 0);
  CHECK(units(market(BM_AMOUNT_TARGET_QUANTITY, 0.3 * (1 - 1e-11)), pieces) < 0);
  pieces.position = 100.1 - 100;  // 0.09999999999999432, after it was 100.1
  pieces.dust = 100.1 * orders::kDust;
  CHECK(units(market(BM_AMOUNT_TARGET_QUANTITY, 0.1), pieces) == 0);
}

TEST_CASE("what closes all but dust closes all") {
  const double held = 0.3 - 0.1;
  CHECK(orders::closing_part(held, -0.2) == -0.2);
  CHECK(orders::closing_part(-held, 0.2) == 0.2);
  CHECK(orders::closing_part(held, -0.2000001) == -held);
  CHECK(orders::close_whole(held, -0.2, held * orders::kDust) == -held);
  CHECK(orders::close_whole(0.1 + 0.2, -0.3, 0.3 * orders::kDust) == -(0.1 + 0.2));
  CHECK(orders::close_whole(held, -0.1999, held * orders::kDust) == -0.1999);
  CHECK(orders::close_whole(0, 1e-14, 0) == 1e-14);
}

TEST_CASE("an account with nothing left cannot turn a weight round") {
  orders::SizingBasis bust = basis();
  bust.equity = -500;
  CHECK(units(market(BM_AMOUNT_TARGET_WEIGHT, 0.5), bust) == -6);  // closes, does not go short
}

TEST_CASE("amounts and sides that make no sense are invalid") {
  for (const double amount : {0.0, -1.0, kNan, kInfinity, -kInfinity}) {
    CHECK(reason_of(market(BM_AMOUNT_QUANTITY, amount, BM_BUY)) == BM_REASON_INVALID);
    CHECK(reason_of(market(BM_AMOUNT_NOTIONAL, amount, BM_SELL)) == BM_REASON_INVALID);
  }
  for (const double amount : {kNan, kInfinity}) {
    CHECK(reason_of(market(BM_AMOUNT_TARGET_QUANTITY, amount)) == BM_REASON_INVALID);
    CHECK(reason_of(market(BM_AMOUNT_TARGET_WEIGHT, amount)) == BM_REASON_INVALID);
  }
  CHECK(reason_of(market(BM_AMOUNT_QUANTITY, 1)) == BM_REASON_INVALID);              // no side
  CHECK(reason_of(market(BM_AMOUNT_QUANTITY, 1, bm_side{7})) == BM_REASON_INVALID);  // no such side
  CHECK(reason_of(market(bm_amount_kind{9}, 1, BM_BUY)) == BM_REASON_INVALID);
}

TEST_CASE("finite amounts that overflow on their way to units are invalid") {
  orders::SizingBasis pennies = basis();
  pennies.unit_value = 1e-10;
  CHECK(reason_of(market(BM_AMOUNT_NOTIONAL, 1e300, BM_BUY), pennies) == BM_REASON_INVALID);
  CHECK(reason_of(market(BM_AMOUNT_TARGET_WEIGHT, 1e300), pennies) == BM_REASON_INVALID);
}

TEST_CASE("a symbol without a bar yet has no price to size at") {
  orders::SizingBasis before = basis();
  before.unit_value = 0;
  CHECK(reason_of(market(BM_AMOUNT_QUANTITY, 1, BM_BUY), before) == BM_REASON_INVALID);
}
