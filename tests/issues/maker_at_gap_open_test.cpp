// SPDX-License-Identifier: Apache-2.0
// A limit that had rested for bars and filled at a gap open paid as a taker. It was in the book
// before the bar opened, and so it is a maker (docs/execution.md); one that is marketable when it
// arrives takes.
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

namespace {

// Buys one unit at 93 at the close of `sent`; with `moved`, at 80 first, and replaced then.
double commission_of_limit(std::int64_t sent, std::int64_t moved = -1) {
  const data::MarketData market =
      test_market({{test_bar(0, 100, 100), test_bar(1, 100, 100), test_bar(2, 100, 100),
                    test_bar(3, 100, 100), test_bar(4, 90, 90)}});
  config::BrokerConfig broker;
  broker.cash = 1000;
  broker.commission_parts.maker = -0.001;
  broker.commission_parts.taker = 0.01;
  const auto result = run_loop({.market = market,
                                .broker = broker,
                                .behaviour = [&](const bm_view& view, bm_order_buffer& orders) {
                                  bm_order order = market_order(0, BM_AMOUNT_QUANTITY, 1, BM_BUY);
                                  order.type = BM_ORDER_LIMIT;
                                  order.limit_price = moved < 0 ? 93 : 80;
                                  order.client_order_id = 7;
                                  if (view.step == moved) {
                                    order.action = BM_ORDER_REPLACE;
                                    order.limit_price = 93;
                                  }
                                  if (view.step == sent || view.step == moved) {
                                    send(orders, order);
                                  }
                                }});
  REQUIRE(result.fills.size() == 1);
  CHECK(result.fills[0].price == 90);
  CHECK(result.fills[0].step == 4);
  return result.fills[0].commission;
}

}  // namespace

TEST_CASE("a limit that rested before the gap is a maker and gets its rebate") {
  CHECK(commission_of_limit(1) == Approx(-0.09).epsilon(1e-12));
  CHECK(commission_of_limit(2) == Approx(-0.09).epsilon(1e-12));
}

TEST_CASE("a limit that is marketable when it arrives is a taker") {
  CHECK(commission_of_limit(3) == Approx(0.9).epsilon(1e-12));
}

TEST_CASE("a new limit arrives with its own bar") {
  CHECK(commission_of_limit(1, 3) == Approx(0.9).epsilon(1e-12));
  CHECK(commission_of_limit(1, 2) == Approx(-0.09).epsilon(1e-12));
}
