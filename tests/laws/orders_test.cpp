// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdint>
#include <vector>

#include "laws/random_run.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

// `fill` is the last one of the order, `filled` what all of them come to.
void check_filled(const orders::OrderRecord& order, const orders::Fill& fill, double filled,
                  const config::BrokerConfig& broker) {
  REQUIRE(filled == order.filled);
  REQUIRE(fill.symbol == order.symbol);
  REQUIRE(fill.step == order.end_step);
  REQUIRE(fill.order_step == order.step);
  REQUIRE(order.filled * order.quantity > 0);
  // But for dust, by which a close differs from what was asked.
  const double dust = 1e-12 * std::fabs(order.quantity);
  REQUIRE(std::fabs(order.filled) <= std::fabs(order.quantity) + dust);
  if (broker.margin == config::OnShortfall::reject) {
    REQUIRE(std::fabs(order.filled - order.quantity) <= dust);
  }
}

}  // namespace

TEST_CASE("every order of a random run ends once, with its fill or its reason") {
  std::size_t orders = 0;
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    INFO("seed " << seed);
    const RandomRun run = random_run(seed);
    const loop::LoopResult result = play(run);
    std::vector<const orders::Fill*> fill_of(result.orders.size() + 1, nullptr);
    std::vector<double> filled_by(result.orders.size() + 1, 0);
    for (const orders::Fill& fill : result.fills.view()) {
      const orders::Fill* const before = fill_of[fill.order_id];
      // Only a turn that is sized at its fill has two: it closes first.
      REQUIRE((before == nullptr || before->step == fill.step));
      fill_of[fill.order_id] = &fill;
      filled_by[fill.order_id] += fill.quantity;
    }
    std::int64_t latest = 0;
    for (const orders::OrderRecord& order : result.orders.view()) {
      REQUIRE(order.step >= latest);  // the log is in the order of arrival
      latest = order.step;
      REQUIRE(order.status != BM_ORDER_ACCEPTED);
      REQUIRE(order.end_step >= order.step);
      const bool filled = order.status == BM_ORDER_FILLED;
      REQUIRE(filled == (order.reason == BM_REASON_NONE));
      const bool closed_first = !std::isnan(order.estimate) && filled_by[order.id] != 0;
      REQUIRE((closed_first || filled == (fill_of[order.id] != nullptr)));
      if (filled) {
        check_filled(order, *fill_of[order.id], filled_by[order.id], run.broker);
      }
    }
    orders += result.orders.size();
  }
  CHECK(orders > 30'000);
}

TEST_CASE("every order that a strategy sends is in the log, unless its target was reached") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    const RandomRun run = random_run(seed);
    std::uint64_t sent = 0;
    std::vector<bool> may_be_silent{false};
    const loop::LoopResult result = play(run, [&](bm_order& order) {
      order.client_order_id = ++sent;
      may_be_silent.push_back(order.amount_kind >= BM_AMOUNT_TARGET_QUANTITY);
    });
    std::vector<int> seen(sent + 1, 0);
    for (const orders::OrderRecord& order : result.orders.view()) {
      ++seen[order.client_order_id];
    }
    for (std::uint64_t id = 1; id <= sent; ++id) {
      REQUIRE(seen[id] <= 1);
      REQUIRE((seen[id] == 1 || may_be_silent[id]));
    }
  }
}
