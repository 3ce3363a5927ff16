// SPDX-License-Identifier: Apache-2.0
#include "risk/pre_trade_check.hpp"

#include <limits>

#include "data/market_cursor.hpp"
#include "support/catch.hpp"
#include "support/trading.hpp"

using namespace barometer;

namespace {

// An order as a strategy sends it.
bm_order order_of(double amount, bm_order_action action = BM_ORDER_SUBMIT) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  bm_order order{};
  order.action = action;
  order.side = amount < 0 ? BM_SELL : BM_BUY;
  order.amount = amount < 0 ? -amount : amount;
  order.limit_price = order.stop_price = order.trail = kNone;
  return order;
}

bm_order limit_of(double amount, double price, std::uint64_t client_order_id) {
  bm_order order = order_of(amount);
  order.type = BM_ORDER_LIMIT;
  order.limit_price = price;
  order.client_order_id = client_order_id;
  return order;
}

// One symbol that has closed at 100; an equity of 10,000.
struct Checked : Trading {
  explicit Checked(config::RiskConfig risk = {})
      : Trading({{test_bar(0, 100, 100)}}), check(context, risk, none, no_tags) {
    cursor.advance();
    account.mark(0, 100);
    check.enforce_limits(cursor.now(), {.equity = 10'000});
  }

  void take(const std::vector<bm_order>& orders) { check.take(cursor.now(), orders, 10'000); }

  bm_order_reason reason(std::uint64_t id) const { return store.record(id).reason; }

  regime::Conditions none;
  risk::PreTradeCheck check;
};

}  // namespace

TEST_CASE("an order without a fault is accepted in signed units") {
  Checked checked;
  bm_order order = order_of(0.5);
  order.side = BM_SIDE_BY_TARGET;
  order.amount_kind = BM_AMOUNT_TARGET_WEIGHT;
  checked.take({order});
  CHECK(checked.store.open_orders().size() == 1);
  CHECK(checked.store.record(1).estimate == 50);  // its fill decides
}

TEST_CASE("a symbol or an action that does not exist is rejected with its reason") {
  Checked checked;
  bm_order stranger = order_of(1);
  stranger.symbol = 7;
  checked.take({stranger, order_of(1, 99)});
  CHECK(checked.reason(1) == BM_REASON_INVALID);
  CHECK(checked.reason(2) == BM_REASON_UNSUPPORTED);
}

TEST_CASE("an order is cancelled by its number, and one that is not open is no such order") {
  Checked checked;
  checked.take({limit_of(1, 90, 5)});
  bm_order cancel = order_of(0, BM_ORDER_CANCEL);
  cancel.client_order_id = 5;
  checked.take({cancel, cancel});
  CHECK(checked.store.open_orders().size() == 0);
  CHECK(checked.reason(1) == BM_REASON_BY_STRATEGY);
  CHECK(checked.reason(2) == BM_REASON_NO_SUCH_ORDER);
}

TEST_CASE("a replacement that adds is checked as what it would add") {
  Checked checked({.max_weight = 0.05});  // 5 units
  checked.take({limit_of(4, 90, 5)});
  bm_order replace = order_of(std::numeric_limits<double>::quiet_NaN(), BM_ORDER_REPLACE);
  replace.client_order_id = 5;
  replace.amount = 6;
  checked.check.enforce_limits(checked.cursor.now(), {.equity = 10'000});
  checked.take({replace});
  CHECK(checked.reason(2) == BM_REASON_MAX_WEIGHT);
  replace.amount = 5;
  checked.check.enforce_limits(checked.cursor.now(), {.equity = 10'000});
  checked.take({replace});
  CHECK(checked.store.record(1).quantity == 5);
}

TEST_CASE("a limit cuts an order and says so") {
  Checked checked({.max_weight = 0.05});
  checked.take({order_of(8)});
  CHECK(checked.store.record(1).quantity == 5);
  CHECK(checked.store.record(1).cut_by == BM_REASON_MAX_WEIGHT);
  CHECK(checked.check.limits().actions().front().second == 1);
}

TEST_CASE("an entry does not go on without the exit that was rejected") {
  Checked checked;
  bm_order exit = limit_of(-1, 90, 0);  // below the entry: on the wrong side
  exit.parent = 5;
  checked.take({limit_of(1, 95, 5), exit});
  CHECK(checked.reason(2) == BM_REASON_WRONG_SIDE);
  CHECK(checked.reason(1) == BM_REASON_BRACKET);
}

TEST_CASE("of orders that found no room as many have rows as may, and all are counted") {
  Checked checked;
  checked.check.reject_unseen(checked.cursor.now(), 5, 2);
  CHECK(checked.store.records().size() == 2);
  CHECK(checked.reason(1) == BM_REASON_TOO_MANY_ORDERS);
  CHECK(checked.check.unlisted() == 3);
}
