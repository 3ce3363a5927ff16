// SPDX-License-Identifier: Apache-2.0
#include "orders/exposure.hpp"

#include "support/catch.hpp"
#include "support/simple_orders.hpp"

using namespace barometer;

TEST_CASE("a resting order counts as on its way only for what it would add") {
  PlainStore plain(1);
  accept(plain.store, {.quantity = 3, .type = BM_ORDER_LIMIT});
  accept(plain.store, {.quantity = -5, .type = BM_ORDER_STOP});
  CHECK(working(plain.store, 0) == 1);     // 3, then 3 close and 2 open the other way
  CHECK(working(plain.store, 10) == 3);    // the stop closes
  CHECK(working(plain.store, -10) == -5);  // the limit closes
}

TEST_CASE("a position may end where all that buys, or all that sells, has filled") {
  PlainStore plain(1);
  orders::OrderStore& store = plain.store;
  CHECK(range_ends(store, 4) == RangeEnds{4, 4, 4});
  accept(store, {.quantity = 3});
  accept(store, {.quantity = 5, .type = BM_ORDER_LIMIT});
  accept(store, {.quantity = -6, .type = BM_ORDER_STOP});
  CHECK(range_ends(store, 0) == RangeEnds{3, -3, 8});       // the stop closes 3
  CHECK(range_ends(store, 10) == RangeEnds{13, 13, 18});    // it only closes
  CHECK(range_ends(store, -10) == RangeEnds{-7, -13, -7});  // the limit only closes
}

TEST_CASE("of an OCO group the largest order counts on each side, of a bracket the entry") {
  PlainStore plain(1);
  orders::OrderStore& store = plain.store;
  for (const double quantity : {2.0, 5.0, 5.0, -3.0}) {
    accept(store, {.quantity = quantity, .type = BM_ORDER_LIMIT, .oco_group = 1});
  }
  CHECK(range_ends(store, 0) == RangeEnds{0, -3, 5});
  const orders::Slot entry = accept(store, {.quantity = 4, .type = BM_ORDER_LIMIT});
  const std::uint64_t parent = store.order(entry).id;
  accept(store, {.quantity = -4, .type = BM_ORDER_LIMIT, .parent = parent});
  accept(store, {.quantity = 1, .type = BM_ORDER_LIMIT, .parent = parent});
  CHECK(range_ends(store, 0) == RangeEnds{0, -3, 10});
}

TEST_CASE("neither an order nor its OCO siblings stand in its own way") {
  PlainStore plain(1);
  orders::OrderStore& store = plain.store;
  const orders::Slot market = accept(store, {.quantity = 3});
  const orders::Slot limit = accept(store, {.quantity = 5, .type = BM_ORDER_LIMIT, .oco_group = 1});
  CHECK(range_ends(store, 1, store.order(market)) == RangeEnds{1, 1, 6});
  CHECK(range_ends(store, 1, store.order(limit)) == RangeEnds{4, 4, 4});
  orders::WorkingOrder fresh;
  fresh.oco_group = 1;
  CHECK(range_ends(store, 1, fresh) == RangeEnds{4, 4, 4});
}
