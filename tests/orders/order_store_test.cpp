// SPDX-License-Identifier: Apache-2.0
#include "orders/order_store.hpp"

#include <array>
#include <deque>
#include <random>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr orders::Step kNow{.step = 5, .time_ns = 500};
constexpr orders::Step kLater{.step = 6, .time_ns = 600};

orders::Slot accept(orders::OrderStore& desk, core::SymbolIndex symbol, double quantity,
                    bm_order_type type = BM_ORDER_MARKET, std::uint64_t client_id = 0) {
  orders::OrderRecord record;
  orders::WorkingOrder order;
  record.symbol = order.symbol = symbol;
  record.type = order.type = type;
  record.client_order_id = order.client_order_id = client_id;
  record.quantity = order.quantity = quantity;
  return desk.accept(record, order, kNow);
}

void fill(orders::OrderStore& desk, orders::Slot slot, double quantity, orders::OrderEvent event) {
  desk.change(slot, event, BM_REASON_NONE, kLater,
              [&](orders::WorkingOrder& order, orders::OrderRecord&) {
                order.filled += quantity;
                order.quantity -= quantity;
              });
}

std::vector<std::uint64_t> living(const orders::OrderStore& desk, core::SymbolIndex symbol) {
  std::vector<std::uint64_t> ids;
  for (orders::Slot slot = desk.first(symbol); slot != 0; slot = desk.next(slot)) {
    ids.push_back(desk.order(slot).id);
  }
  return ids;
}

// Sure, least, most.
using Ends = std::array<double, 3>;

Ends ends(const orders::ExposureRange& reach) {
  return {reach.committed, reach.min, reach.max};
}

Ends reach(const orders::OrderStore& desk, double held) {
  return ends(desk.exposure_range(0, held));
}

}  // namespace

TEST_CASE("orders are numbered from 1 in the order of arrival, refused ones too") {
  orders::OrderStore desk(2, 10, 10);
  CHECK(desk.order(accept(desk, 1, 2.5)).id == 1);
  CHECK(desk.reject({}, BM_REASON_INVALID, kNow).id == 2);
  CHECK(desk.order(accept(desk, 0, -1)).id == 3);
  CHECK(desk.orders().size() == 3);
}

TEST_CASE("an order lives until it has filled, and its record keeps what became of it") {
  orders::OrderStore desk(1, 10, 10);
  const orders::Slot slot = accept(desk, 0, 2.5);
  CHECK(desk.record(1).status == BM_ORDER_ACCEPTED);
  CHECK(desk.record(1).end_step == -1);
  CHECK(desk.working_quantity(0, 0) == 2.5);
  fill(desk, slot, 2, orders::OrderEvent::fill_part);
  CHECK(desk.record(1).filled == 2);
  CHECK(desk.working_quantity(0, 2) == 0.5);
  fill(desk, slot, 0.5, orders::OrderEvent::fill);
  CHECK(desk.order(slot).over());
  CHECK(desk.record(1).status == BM_ORDER_FILLED);
  CHECK(desk.record(1).quantity == 2.5);
  CHECK(desk.record(1).filled == 2.5);
  CHECK(desk.record(1).end_step == 6);
  CHECK(desk.living() == 0);
  CHECK(desk.working_quantity(0, 2.5) == 0);
}

TEST_CASE("every change of a life is logged with its reason") {
  orders::OrderStore desk(1, 10, 10);
  const orders::Slot slot = accept(desk, 0, 4, BM_ORDER_STOP);
  desk.change(slot, orders::OrderEvent::trigger, BM_REASON_NONE, kLater);
  fill(desk, slot, 1, orders::OrderEvent::fill_part);
  desk.change(slot, orders::OrderEvent::cancel, BM_REASON_GROUP, kLater);
  REQUIRE(desk.changes().size() == 4);
  CHECK(desk.changes()[0].event == orders::OrderEvent::accept);
  CHECK(desk.changes()[0].step == 5);
  CHECK(desk.changes()[1].state == orders::OrderState::triggered);
  CHECK(desk.changes()[2].quantity == 3);
  CHECK(desk.changes()[3].reason == BM_REASON_GROUP);
  CHECK(desk.record(1).reason == BM_REASON_GROUP);
}

TEST_CASE("a resting order counts as on its way only for what it would add") {
  orders::OrderStore desk(1, 10, 10);
  accept(desk, 0, 3, BM_ORDER_LIMIT);
  accept(desk, 0, -5, BM_ORDER_STOP);
  CHECK(desk.working_quantity(0, 0) == 1);     // 3, then 3 close and 2 open the other way
  CHECK(desk.working_quantity(0, 10) == 3);    // the stop closes
  CHECK(desk.working_quantity(0, -10) == -5);  // the limit closes
}

TEST_CASE("a name means the latest living order of its symbol") {
  orders::OrderStore desk(2, 10, 10);
  accept(desk, 0, 1, BM_ORDER_LIMIT, 7);
  const orders::Slot second = accept(desk, 0, 1, BM_ORDER_LIMIT, 7);
  CHECK(desk.find(0, 7) == second);
  CHECK(desk.find(1, 7) == 0);
  desk.change(second, orders::OrderEvent::cancel, BM_REASON_BY_STRATEGY, kLater);
  CHECK(desk.order(desk.find(0, 7)).id == 1);
}

TEST_CASE("the pool is full at its capacity, and free again one step after an end") {
  orders::OrderStore desk(1, 10, 2);
  const orders::Slot slot = accept(desk, 0, 1);
  CHECK(!desk.full());
  accept(desk, 0, 1);
  CHECK(desk.full());
  desk.change(slot, orders::OrderEvent::cancel, BM_REASON_BY_STRATEGY, kLater);
  CHECK(desk.full());
  desk.recycle();
  CHECK(!desk.full());
  CHECK(accept(desk, 0, 1) == slot);
}

TEST_CASE("a walk goes on from an order that has ended, and from its neighbours") {
  orders::OrderStore desk(1, 10, 10);
  std::vector<orders::Slot> slots;
  for (int i = 0; i < 4; ++i) {
    slots.push_back(accept(desk, 0, 1));
  }
  for (const std::size_t i : {1u, 2u}) {
    desk.change(slots[i], orders::OrderEvent::cancel, BM_REASON_GROUP, kLater);
  }
  CHECK(desk.next(desk.next(slots[1])) == slots[3]);
  CHECK(living(desk, 0) == std::vector<std::uint64_t>{1, 4});
}

TEST_CASE("nobody is on the way with exactly nothing") {
  orders::OrderStore desk(1, 10, 10);
  std::vector<orders::Slot> slots;
  for (const double quantity : {0.1, 0.2, -0.3}) {  // whose sum is not 0 in binary
    slots.push_back(accept(desk, 0, quantity));
  }
  for (const orders::Slot slot : slots) {
    desk.change(slot, orders::OrderEvent::cancel, BM_REASON_GROUP, kLater);
  }
  CHECK(desk.working_quantity(0, 0) == 0);
}

TEST_CASE("random coming and going agrees with plain queues") {
  std::mt19937_64 random(7);
  orders::OrderStore desk(4, 16, 20'000);
  std::vector<std::deque<std::uint64_t>> expected(4);
  std::uint64_t last_id = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto symbol = static_cast<core::SymbolIndex>(random() % 4);
    std::deque<std::uint64_t>& queue = expected[symbol];
    if (queue.empty() || random() % 2 == 0) {
      accept(desk, symbol, 1);
      queue.push_back(++last_id);
    } else {
      const auto place = queue.begin() + static_cast<std::ptrdiff_t>(random() % queue.size());
      fill(desk, desk.find_id(symbol, *place), 1, orders::OrderEvent::fill);
      queue.erase(place);
    }
    if (random() % 8 == 0) {
      desk.recycle();
    }
    REQUIRE(desk.working_quantity(symbol, 0) == static_cast<double>(queue.size()));
  }
  for (core::SymbolIndex symbol = 0; symbol < 4; ++symbol) {
    const auto& queue = expected[symbol];
    CHECK(living(desk, symbol) == std::vector<std::uint64_t>(queue.begin(), queue.end()));
  }
}

TEST_CASE("a split multiplies what lives and divides its prices, a share of the price aside") {
  orders::OrderStore desk(1, 10, 10);
  const orders::Slot limit = accept(desk, 0, 3, BM_ORDER_LIMIT);
  desk.edit(limit).limit = 90;
  const orders::Slot trailing = accept(desk, 0, -2, BM_ORDER_TRAILING_STOP);
  desk.edit(trailing).stop = 60;
  desk.edit(trailing).trail = 0.1;
  desk.edit(trailing).trails_by_fraction = true;
  accept(desk, 0, 1);
  desk.split(0, 3);
  CHECK(desk.order(limit).quantity == 9);
  CHECK(desk.order(limit).limit == 30);
  CHECK(desk.order(trailing).stop == 20);
  CHECK(desk.order(trailing).trail == 0.1);
  CHECK(desk.record(1).quantity == 9);
  CHECK(desk.working_quantity(0, 6) == 12);  // 3 sure, 9 would add; the exit of 6 does not count
}

TEST_CASE("a position may end where all that buys, or all that sells, has filled") {
  orders::OrderStore desk(1, 10, 10);
  CHECK(reach(desk, 4) == Ends{4, 4, 4});
  accept(desk, 0, 3);
  accept(desk, 0, 5, BM_ORDER_LIMIT);
  accept(desk, 0, -6, BM_ORDER_STOP);
  CHECK(reach(desk, 0) == Ends{3, -3, 8});       // the stop closes 3
  CHECK(reach(desk, 10) == Ends{13, 13, 18});    // it only closes
  CHECK(reach(desk, -10) == Ends{-7, -13, -7});  // the limit only closes
}

TEST_CASE("of a group the largest order counts on each side, of a bracket the entry") {
  orders::OrderStore desk(1, 10, 10);
  const auto add = [&](double quantity, std::uint32_t group, std::uint64_t parent, bool is_exit) {
    orders::OrderRecord record;
    orders::WorkingOrder order;
    record.type = order.type = BM_ORDER_LIMIT;
    record.parent = order.parent = parent;
    record.quantity = order.quantity = quantity;
    order.oco_group = group;
    order.is_exit = is_exit;
    return desk.accept(record, order, kNow);
  };
  for (const double quantity : {2.0, 5.0, 5.0, -3.0}) {
    add(quantity, 1, 0, false);
  }
  CHECK(reach(desk, 0) == Ends{0, -3, 5});
  const orders::Slot entry = add(4, 0, 0, false);
  add(-4, 0, desk.order(entry).id, true);
  add(1, 0, desk.order(entry).id, false);
  CHECK(reach(desk, 0) == Ends{0, -3, 10});
}

TEST_CASE("neither an order nor its rivals stand in its own way") {
  orders::OrderStore desk(1, 10, 10);
  const orders::Slot market = accept(desk, 0, 3);
  const orders::Slot limit = accept(desk, 0, 5, BM_ORDER_LIMIT);
  CHECK(ends(desk.exposure_range(0, 1, desk.order(market))) == Ends{1, 1, 6});
  CHECK(ends(desk.exposure_range(0, 1, desk.order(limit))) == Ends{4, 4, 4});
  orders::WorkingOrder fresh;
  fresh.oco_group = 1;
  desk.edit(limit).oco_group = 1;
  CHECK(ends(desk.exposure_range(0, 1, fresh)) == Ends{4, 4, 4});
}
