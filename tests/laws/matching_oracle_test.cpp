// SPDX-License-Identifier: Apache-2.0
// The engine's fills of random orders against those of a matcher that was written from the rules
// page alone.
#include <cstdint>
#include <map>
#include <string>

#include "data/market_data.hpp"
#include "laws/order_plan.hpp"
#include "laws/slow_matcher.hpp"
#include "orders/order_names.hpp"
#include "support/catch.hpp"
#include "support/soak.hpp"

using namespace barometer;

namespace {

SlowMatcher slow_run(const OrderPlan& plan) {
  SlowMatcher matcher(plan.broker, plan.market);
  std::size_t next = 0;
  for (std::size_t bar = 0; bar < plan.market.symbols[0].bars.size(); ++bar) {
    matcher.meet(bar);
    for (; next < plan.sends.size() && plan.sends[next].step == static_cast<std::int64_t>(bar);
         ++next) {
      matcher.send(plan.sends[next].order, bar);
    }
  }
  return matcher;
}

void check_fills(const loop::LoopResult& found, const SlowMatcher& expected) {
  for (std::size_t i = 0; i < std::min(found.fills.size(), expected.fills().size()); ++i) {
    INFO("fill " << i << " in bar " << expected.fills()[i].bar << " of order "
                 << expected.fills()[i].id);
    const SlowMatcher::FillSeen& seen = expected.fills()[i];
    REQUIRE(found.fills[i].client_order_id == seen.id);
    REQUIRE(found.fills[i].bar == static_cast<std::int64_t>(seen.bar));
    REQUIRE(found.fills[i].quantity == seen.quantity);
    REQUIRE(found.fills[i].raw_price == seen.raw_price);
    REQUIRE(found.fills[i].price == seen.price);
    REQUIRE(found.fills[i].rule == seen.rule);
  }
  REQUIRE(found.fills.size() == expected.fills().size());
}

void check_ends(const loop::LoopResult& found, const SlowMatcher& expected) {
  std::map<std::uint64_t, const SlowMatcher::OrderSeen*> seen;
  for (const SlowMatcher::OrderSeen& order : expected.orders()) {
    seen[order.id] = &order;
  }
  for (const orders::OrderRecord& order : found.orders.view()) {
    if (order.action != BM_ORDER_SUBMIT) {
      continue;
    }
    INFO("order " << order.client_order_id);
    const SlowMatcher::OrderSeen& other = *seen.at(order.client_order_id);
    const bool lives = other.state == "alive" || other.state == "asleep";
    const std::string end = lives ? "data_end" : other.state == "filled" ? "" : other.state;
    REQUIRE(orders::reason_name(order.reason) == end);
    REQUIRE(order.filled == other.filled);
  }
}

using Plan = OrderPlan (*)(std::uint64_t seed);

void check_plans(Plan plan_of) {
  std::map<std::string, int> rules;
  std::size_t fills = 0;
  for (std::uint64_t seed = 0; seed < soak(1'000); ++seed) {
    INFO("seed " << seed);
    const OrderPlan plan = plan_of(seed);
    const loop::LoopResult found = play(plan);
    const SlowMatcher expected = slow_run(plan);
    check_fills(found, expected);
    check_ends(found, expected);
    fills += found.fills.size();
    for (const orders::Fill& fill : found.fills.view()) {
      ++rules[std::string(fill.rule)];
    }
  }
  CHECK(fills > 10'000);
  // Every rule that such orders can fill by has been compared.
  for (const char* rule :
       {"market.next_open", "market.next_close", "market_on_close", "limit.open", "limit.price",
        "limit.at_entry", "stop.open", "stop.price", "stop.at_entry", "stop.carried",
        "stop_limit.open", "stop_limit.price", "stop_limit.trigger", "trailing_stop.open",
        "trailing_stop.price", "trailing_stop.carried"}) {
    INFO(rule);
    CHECK(rules[rule] > 0);
  }
}

}  // namespace

TEST_CASE("random orders of every kind fill as a slow matcher says that they must") {
  check_plans(random_plan);
}

TEST_CASE("random orders meet bid and ask as a slow matcher says that they must") {
  check_plans(quoted_plan);
}
