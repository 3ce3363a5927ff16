// SPDX-License-Identifier: Apache-2.0
#include "orders/open_orders.hpp"

#include <deque>
#include <random>
#include <vector>

#include "support/catch.hpp"
#include "support/simple_orders.hpp"

using namespace barometer;

TEST_CASE("a strategy's number means the latest open order of its symbol") {
  PlainStore plain(2);
  orders::OrderStore& store = plain.store;
  accept(store, {.type = BM_ORDER_LIMIT, .client_order_id = 7});
  const orders::Slot second = accept(store, {.type = BM_ORDER_LIMIT, .client_order_id = 7});
  CHECK(store.open_orders().find_client(0, 7) == second);
  CHECK(store.open_orders().find_client(1, 7) == 0);
  store.cancel(second, BM_REASON_BY_STRATEGY, kLater);
  CHECK(store.order(store.open_orders().find_client(0, 7)).id == 1);
}

TEST_CASE("the pool is full at its capacity, and free again once it is recycled") {
  PlainStore plain(1, 2);
  orders::OrderStore& store = plain.store;
  const orders::Slot slot = accept(store, {});
  CHECK(!store.open_orders().full());
  accept(store, {});
  CHECK(store.open_orders().full());
  store.cancel(slot, BM_REASON_BY_STRATEGY, kLater);
  CHECK(store.open_orders().full());
  store.recycle();
  CHECK(!store.open_orders().full());
  CHECK(accept(store, {}) == slot);
}

TEST_CASE("a walk goes on from an order that has ended, and from its neighbours") {
  PlainStore plain(1);
  orders::OrderStore& store = plain.store;
  std::vector<orders::Slot> slots;
  for (int i = 0; i < 4; ++i) {
    slots.push_back(accept(store, {}));
  }
  for (const std::size_t i : {1u, 2u}) {
    store.cancel(slots[i], BM_REASON_GROUP, kLater);
  }
  CHECK(store.open_orders().next(store.open_orders().next(slots[1])) == slots[3]);
  CHECK(open_ids(store, 0) == std::vector<std::uint64_t>{1, 4});
}

TEST_CASE("orders are counted by the way in which they meet bars") {
  PlainStore plain(2);
  orders::OrderStore& store = plain.store;
  const orders::Slot stop = accept(store, {.type = BM_ORDER_STOP, .price = 90});
  accept(store, {.symbol = 1, .type = BM_ORDER_MARKET_ON_CLOSE});
  const orders::OpenOrders& open = store.open_orders();
  CHECK(open.count(orders::FillMode::resting) == 1);
  CHECK(open.count(1, orders::FillMode::on_close) == 1);
  CHECK(open.count(0, orders::FillMode::on_close) == 0);
  store.trigger(stop, {}, kLater);
  CHECK(open.count(orders::FillMode::resting) == 0);
  CHECK(open.count(0, orders::FillMode::marketable) == 1);
}

TEST_CASE("where nothing is committed any more the sum is exactly zero") {
  PlainStore plain(1);
  orders::OrderStore& store = plain.store;
  std::vector<orders::Slot> slots;
  for (const double quantity : {0.1, 0.2, -0.3}) {  // whose sum is not 0 in binary
    slots.push_back(accept(store, {.quantity = quantity}));
  }
  for (const orders::Slot slot : slots) {
    store.cancel(slot, BM_REASON_GROUP, kLater);
  }
  CHECK(store.open_orders().committed(0) == 0);
}

TEST_CASE("random coming and going agrees with plain queues") {
  std::mt19937_64 random(7);
  PlainStore plain(4, 20'000);
  orders::OrderStore& store = plain.store;
  std::vector<std::deque<std::uint64_t>> expected(4);
  std::uint64_t last_id = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto symbol = static_cast<core::SymbolIndex>(random() % 4);
    std::deque<std::uint64_t>& queue = expected[symbol];
    if (queue.empty() || random() % 2 == 0) {
      accept(store, {.symbol = symbol});
      queue.push_back(++last_id);
    } else {
      const auto place = queue.begin() + static_cast<std::ptrdiff_t>(random() % queue.size());
      store.fill(store.open_orders().find(symbol, *place), 1, true, {}, kLater);
      queue.erase(place);
    }
    if (random() % 8 == 0) {
      store.recycle();
    }
    REQUIRE(working(store, 0, symbol) == static_cast<double>(queue.size()));
  }
  for (core::SymbolIndex symbol = 0; symbol < 4; ++symbol) {
    const auto& queue = expected[symbol];
    CHECK(open_ids(store, symbol) == std::vector<std::uint64_t>(queue.begin(), queue.end()));
  }
}
