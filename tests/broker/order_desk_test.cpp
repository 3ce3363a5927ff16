// SPDX-License-Identifier: Apache-2.0
#include "broker/order_desk.hpp"

#include <deque>
#include <random>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr Moment kNow{.step = 5, .time_ns = 500};
constexpr Moment kLater{.step = 6, .time_ns = 600};

std::vector<std::uint64_t> working(const OrderDesk& desk, SymbolIndex symbol) {
  std::vector<std::uint64_t> ids;
  for (auto id = desk.first_working(symbol); id != 0; id = desk.next_working(id)) {
    ids.push_back(id);
  }
  return ids;
}

}  // namespace

TEST_CASE("orders are numbered from 1 in the order of arrival, refused ones too") {
  OrderDesk desk(2, 10);
  CHECK(desk.accept(1, 7, 2.5, kNow).id == 1);
  CHECK(desk.reject({}, 0, BM_REJECT_INVALID, kNow).id == 2);
  CHECK(desk.accept(0, 8, -1, kNow).id == 3);
  CHECK(desk.orders().size() == 3);
}

TEST_CASE("an accepted order works until it is finished") {
  OrderDesk desk(1, 10);
  const auto id = desk.accept(0, 7, 2.5, kNow).id;
  CHECK(desk.order(id).status == BM_ORDER_ACCEPTED);
  CHECK(desk.order(id).end_step == -1);
  CHECK(desk.working_quantity(0) == 2.5);

  const OrderRecord& done = desk.finish(id, BM_ORDER_FILLED, BM_REJECT_NONE, 2, kLater);
  CHECK(done.status == BM_ORDER_FILLED);
  CHECK(done.client_id == 7);
  CHECK(done.quantity == 2.5);
  CHECK(done.filled == 2);
  CHECK(done.step == 5);
  CHECK(done.end_step == 6);
  CHECK(done.end_time_ns == 600);
  CHECK(desk.working_count() == 0);
  CHECK(desk.working_quantity(0) == 0);
}

TEST_CASE("a refused order is in the log and never works") {
  OrderDesk desk(1, 10);
  bm_order order{};
  order.symbol = 99;  // one that does not exist is logged as well
  order.type = BM_ORDER_LIMIT;
  order.client_id = 4;
  const OrderRecord& record = desk.reject(order, 3, BM_REJECT_UNSUPPORTED, kNow);
  CHECK(record.symbol == 99);
  CHECK(record.type == BM_ORDER_LIMIT);
  CHECK(record.client_id == 4);
  CHECK(record.status == BM_ORDER_REJECTED);
  CHECK(record.reason == BM_REJECT_UNSUPPORTED);
  CHECK(record.end_step == 5);
  CHECK(desk.working_count() == 0);
}

TEST_CASE("each symbol's orders are listed oldest first, and only its own") {
  OrderDesk desk(3, 10);
  for (const SymbolIndex symbol : {0u, 2u, 0u, 2u, 0u}) {
    desk.accept(symbol, 0, 1, kNow);
  }
  CHECK(working(desk, 0) == std::vector<std::uint64_t>{1, 3, 5});
  CHECK(working(desk, 1).empty());
  CHECK(working(desk, 2) == std::vector<std::uint64_t>{2, 4});
}

TEST_CASE("first, middle and last can leave the list") {
  for (const std::uint64_t leaver : {1u, 2u, 3u}) {
    OrderDesk desk(1, 10);
    std::vector<std::uint64_t> expected;
    for (std::uint64_t id = 1; id <= 3; ++id) {
      desk.accept(0, 0, 1, kNow);
      if (id != leaver) {
        expected.push_back(id);
      }
    }
    desk.finish(leaver, BM_ORDER_CANCELLED, BM_REJECT_DATA_END, 0, kLater);
    CHECK(working(desk, 0) == expected);
    CHECK(desk.working_quantity(0) == 2);
    desk.accept(0, 0, 1, kLater);
    expected.push_back(4);
    CHECK(working(desk, 0) == expected);
  }
}

TEST_CASE("an empty queue works on exactly nothing") {
  OrderDesk desk(1, 10);
  for (const double quantity : {0.1, 0.2, -0.3}) {  // whose sum is not 0 in binary
    desk.accept(0, 0, quantity, kNow);
  }
  for (std::uint64_t id = 1; id <= 3; ++id) {
    desk.finish(id, BM_ORDER_CANCELLED, BM_REJECT_NONE, 0, kLater);
  }
  CHECK(desk.working_quantity(0) == 0);
}

TEST_CASE("random coming and going agrees with plain queues") {
  std::mt19937_64 random(7);
  OrderDesk desk(4, 16);
  std::vector<std::deque<std::uint64_t>> expected(4);
  std::uint64_t last_id = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto symbol = static_cast<SymbolIndex>(random() % 4);
    std::deque<std::uint64_t>& queue = expected[symbol];
    if (queue.empty() || random() % 2 == 0) {
      desk.accept(symbol, 0, 1, kNow);
      queue.push_back(++last_id);
    } else {
      const auto place = queue.begin() + static_cast<std::ptrdiff_t>(random() % queue.size());
      desk.finish(*place, BM_ORDER_FILLED, BM_REJECT_NONE, 1, kLater);
      queue.erase(place);
    }
    REQUIRE(desk.working_quantity(symbol) == static_cast<double>(queue.size()));
  }
  for (SymbolIndex symbol = 0; symbol < 4; ++symbol) {
    const auto& queue = expected[symbol];
    CHECK(working(desk, symbol) == std::vector<std::uint64_t>(queue.begin(), queue.end()));
  }
}
