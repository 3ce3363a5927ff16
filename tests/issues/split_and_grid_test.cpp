// SPDX-License-Identifier: Apache-2.0
// A split moved a resting limit off its tick, so that it filled above itself, and left a stop with
// a part of a lot, which it sold. A limit goes to its less aggressive tick, and what is no whole
// lot any more is cancelled. A split of 1:3 is exact.
#include "data/corporate_actions.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

namespace {

// Two days of hourly bars at `before`, then a day at `after`, the first of the split.
data::MarketData split_market(double before, double after, const data::SplitRatio& ratio) {
  std::vector<data::BarRow> bars;
  for (int bar = 0; bar < 72; ++bar) {
    const double price = bar < 48 ? before : after;
    bars.push_back(test_bar(bar, price, price));
  }
  data::MarketData market = test_market({bars});
  market.symbols[0].actions = {{.ex_date = market.calendar_at(48).session_date, .split = ratio}};
  data::place_actions(market);
  return market;
}

loop::LoopResult run(const data::MarketData& market, double tick, double lot,
                     const std::vector<std::pair<std::int64_t, bm_order>>& sent) {
  config::BrokerConfig broker;
  broker.cash = 10'000;
  broker.instruments = {{.symbol = "default", .tick = tick, .lot = lot}};
  return run_loop({.market = market,
                   .broker = broker,
                   .behaviour = [&](const bm_view& view, bm_order_buffer& orders) {
                     for (const auto& [step, order] : sent) {
                       if (step == view.step) {
                         send(orders, order);
                       }
                     }
                   }});
}

bm_order order_at(bm_order_type type, bm_side side, double units, double price) {
  bm_order order = market_order(0, BM_AMOUNT_QUANTITY, units, side);
  order.type = type;
  order.limit_price = order.stop_price = price;
  return order;
}

}  // namespace

TEST_CASE("a limit over a 3:1 split goes to the less aggressive tick and fills there") {
  data::MarketData market = split_market(101, 34, 3);
  market.symbols[0].bars[60].low = 33;
  const auto result = run(market, 0.01, 1, {{1, order_at(BM_ORDER_LIMIT, BM_BUY, 9, 100.01)}});
  REQUIRE(result.fills.size() == 1);
  CHECK(result.fills[0].price == 33.33);
  CHECK(result.fills[0].raw_price == 33.33);
  CHECK(result.fills[0].quantity == 27);
}

TEST_CASE("a stop over a 1:100 split has no whole lot left and is cancelled") {
  data::MarketData market = split_market(100, 10'000, {1, 100});
  market.symbols[0].bars[60].low = 5'000;
  const auto result = run(market, 0.01, 1,
                          {{1, market_order(0, BM_AMOUNT_QUANTITY, 9, BM_BUY)},
                           {3, order_at(BM_ORDER_STOP, BM_SELL, 9, 90)}});
  REQUIRE(result.fills.size() == 1);
  REQUIRE(result.orders.size() == 2);
  CHECK(result.orders[1].status == BM_ORDER_CANCELLED);
  CHECK(result.orders[1].reason == BM_REASON_LOT_SIZE);
}

TEST_CASE("what is left of a lot after a 3:2 split is cancelled, the whole lots go on") {
  data::MarketData market = split_market(99, 66, {3, 2});
  market.symbols[0].bars[60].low = 40;
  const auto result = run(market, 0.01, 10, {{1, order_at(BM_ORDER_LIMIT, BM_BUY, 10, 75)}});
  REQUIRE(result.fills.size() == 1);
  CHECK(result.fills[0].quantity == 10);
  CHECK(result.fills[0].price == 50);
}

TEST_CASE("a split of one for three keeps units and prices exact") {
  const data::SplitRatio third(1, 3);
  for (int units = 1; units < 1'000; ++units) {
    CHECK(third.multiply(3.0 * units) == units);
    CHECK(third.divide(units / 4.0) == 3 * units / 4.0);
  }
  CHECK(data::SplitRatio(0.05).multiply(20 * 7) == 7);
}
