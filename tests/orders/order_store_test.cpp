// SPDX-License-Identifier: Apache-2.0
#include "orders/order_store.hpp"

#include <vector>

#include "data/market_data.hpp"
#include "orders/view_units.hpp"
#include "support/catch.hpp"
#include "support/simple_orders.hpp"

using namespace barometer;

TEST_CASE("orders are numbered from 1 in the order of arrival, rejected ones too") {
  PlainStore plain(2);
  CHECK(plain.store.order(accept(plain.store, {.symbol = 1})).id == 1);
  plain.store.reject(orders::OrderRecord{}, BM_REASON_INVALID, kNow);
  CHECK(plain.store.record(2).status == BM_ORDER_REJECTED);
  CHECK(plain.store.record(2).reason == BM_REASON_INVALID);
  CHECK(plain.store.order(accept(plain.store, {.quantity = -1})).id == 3);
  CHECK(plain.store.records().size() == 3);
}

TEST_CASE("an order is open until it has filled, and its record keeps what became of it") {
  PlainStore plain(1);
  orders::OrderStore& store = plain.store;
  const orders::Slot slot = accept(store, {.quantity = 2.5});
  CHECK(store.record(1).status == BM_ORDER_ACCEPTED);
  CHECK(store.record(1).end_step == -1);
  CHECK(working(store) == 2.5);
  store.fill(slot, 2, false, {}, kLater);
  CHECK(store.record(1).filled == 2);
  CHECK(working(store, 2) == 0.5);
  store.fill(slot, 0.5, true, {}, kLater);
  CHECK(store.order(slot).over());
  CHECK(store.record(1).status == BM_ORDER_FILLED);
  CHECK(store.record(1).quantity == 2.5);
  CHECK(store.record(1).filled == 2.5);
  CHECK(store.record(1).end_step == 6);
  CHECK(store.open_orders().size() == 0);
  CHECK(working(store, 2.5) == 0);
}

TEST_CASE("every change of a life is logged with its reason") {
  PlainStore plain(1);
  orders::OrderStore& store = plain.store;
  const orders::Slot slot = accept(store, {.quantity = 4, .type = BM_ORDER_STOP});
  store.trigger(slot, {}, kLater);
  store.fill(slot, 1, false, {}, kLater);
  store.cancel(slot, BM_REASON_GROUP, kLater);
  REQUIRE(store.changes().size() == 4);
  CHECK(store.changes()[0].event == orders::OrderEvent::accept);
  CHECK(store.changes()[0].step == 5);
  CHECK(store.changes()[1].state == orders::OrderState::triggered);
  CHECK(store.changes()[2].quantity == 3);
  CHECK(store.changes()[3].reason == BM_REASON_GROUP);
  CHECK(store.record(1).reason == BM_REASON_GROUP);
}

TEST_CASE("a fill cancels the others of its OCO group, and no other order") {
  PlainStore plain(1);
  orders::OrderStore& store = plain.store;
  const orders::Slot filled = accept(store, {.type = BM_ORDER_LIMIT, .oco_group = 1});
  accept(store, {.type = BM_ORDER_LIMIT, .oco_group = 1});
  accept(store, {.type = BM_ORDER_LIMIT, .oco_group = 2});
  accept(store, {.type = BM_ORDER_LIMIT});
  store.fill(filled, 0.5, false, {}, kLater);
  CHECK(open_ids(store, 0) == std::vector<std::uint64_t>{1, 3, 4});
  CHECK(store.record(2).reason == BM_REASON_GROUP);
}

TEST_CASE("children are activated in proportion to their parent's fill") {
  PlainStore plain(1);
  orders::OrderStore& store = plain.store;
  const orders::Slot entry = accept(store, {.quantity = 10});
  const orders::Slot exit =
      accept(store, {.quantity = -20, .type = BM_ORDER_LIMIT, .parent = 1, .price = 110});
  CHECK(store.order(exit).fill_mode() == orders::FillMode::held);
  store.fill(entry, 4, false, {.bar = 7, .point = orders::PricePoint::open, .price = 100}, kLater);
  CHECK(store.order(exit).fill_mode() == orders::FillMode::resting);
  CHECK(store.order(exit).quantity == -8);
  CHECK(store.order(exit).activated_bar == 7);
  store.fill(entry, 6, true, {.bar = 8, .point = orders::PricePoint::open, .price = 100}, kLater);
  CHECK(store.order(exit).quantity == -20);
  CHECK(store.order(exit).activated_bar == 7);  // the first fill's
}

TEST_CASE("an exit that fills cancels what is left of its entry") {
  PlainStore plain(1);
  orders::OrderStore& store = plain.store;
  const orders::Slot entry = accept(store, {.quantity = 10});
  const orders::Slot exit =
      accept(store, {.quantity = -10, .type = BM_ORDER_LIMIT, .parent = 1, .price = 110});
  store.fill(entry, 4, false, {}, kLater);
  store.fill(exit, -4, true, {}, kLater);
  CHECK(store.order(entry).over());
  CHECK(store.record(1).reason == BM_REASON_GROUP);
}

TEST_CASE("children that still wait end with their parent") {
  PlainStore plain(1);
  orders::OrderStore& store = plain.store;
  const orders::Slot entry = accept(store, {.quantity = 10});
  accept(store, {.quantity = -10, .type = BM_ORDER_LIMIT, .parent = 1, .price = 110});
  store.reject(entry, BM_REASON_BUYING_POWER, kLater);
  CHECK(store.open_orders().size() == 0);
  CHECK(store.record(1).status == BM_ORDER_REJECTED);
  CHECK(store.record(2).reason == BM_REASON_PARENT);
}

TEST_CASE("all orders of a symbol are cancelled but for the one that is spared") {
  PlainStore plain(2);
  orders::OrderStore& store = plain.store;
  accept(store, {.symbol = 0});
  const orders::Slot spared = accept(store, {.symbol = 0});
  accept(store, {.symbol = 1});
  CHECK(store.cancel_all(0, BM_REASON_BY_STRATEGY, kLater, spared));
  CHECK(!store.cancel_all(0, BM_REASON_BY_STRATEGY, kLater, spared));
  CHECK(open_ids(store, 0) == std::vector<std::uint64_t>{2});
  store.cancel_everything(BM_REASON_DATA_END, kLater);
  CHECK(store.open_orders().size() == 0);
  CHECK(store.record(3).reason == BM_REASON_DATA_END);
}

TEST_CASE("the engine's own order closes what is held, and says why it was sent") {
  PlainStore plain(1);
  const orders::Slot slot = plain.store.accept_closing(0, 7.5, BM_REASON_LIQUIDATION, kNow);
  CHECK(plain.store.order(slot).quantity == -7.5);
  CHECK(plain.store.order(slot).fill_mode() == orders::FillMode::marketable);
  CHECK(plain.store.record(1).cut_by == BM_REASON_LIQUIDATION);
}

TEST_CASE("a replacement changes what it names and leaves the rest") {
  PlainStore plain(1);
  orders::OrderStore& store = plain.store;
  const orders::Slot slot = accept(store, {.quantity = 4, .type = BM_ORDER_LIMIT, .price = 90});
  store.fill(slot, 1, false, {}, kLater);
  store.replace(slot, {.limit = 95}, kLater);
  CHECK(store.order(slot).limit == 95);
  CHECK(store.order(slot).quantity == 3);
  store.replace(slot, {.quantity = 5}, kLater);
  CHECK(store.order(slot).quantity == 5);
  CHECK(store.record(1).quantity == 6);  // one unit has filled already
  CHECK(store.record(1).limit_price == 95);
}

TEST_CASE("an order good till a time is overdue after it, and due at it") {
  PlainStore plain(1);
  orders::OrderStore& store = plain.store;
  accept(store, {.expiry_ns = 599});
  accept(store, {.expiry_ns = 600});
  accept(store, {.expiry_ns = 601});
  store.cancel_overdue(kLater);
  CHECK(open_ids(store, 0) == std::vector<std::uint64_t>{2, 3});
  store.cancel_due(kLater);
  CHECK(open_ids(store, 0) == std::vector<std::uint64_t>{3});
  store.cancel_due({.index = 7, .time_ns = 601});
  CHECK(store.open_orders().size() == 0);
  CHECK(store.record(3).reason == BM_REASON_EXPIRED);
}

TEST_CASE("a split multiplies what is open and divides its prices, a share of the price aside") {
  PlainStore plain(1);
  orders::OrderStore& store = plain.store;
  const orders::Slot limit = accept(store, {.quantity = 3, .type = BM_ORDER_LIMIT, .price = 90});
  const orders::Slot trailing =
      accept(store, {.quantity = -2, .type = BM_ORDER_TRAILING_STOP, .price = 60, .trail = 0.1});
  accept(store, {.quantity = 1});
  store.split(0, {}, orders::ViewUnits(3), kLater);
  CHECK(store.splits() == 1);
  CHECK(store.order(limit).quantity == 9);
  CHECK(store.order(limit).limit == 30);
  CHECK(store.order(trailing).stop == 20);
  CHECK(store.order(trailing).trail == 0.1);
  CHECK(store.record(1).quantity == 9);
  CHECK(working(store, 6) == 12);  // 3 committed, 9 would add; the exit of 6 does not count
}
