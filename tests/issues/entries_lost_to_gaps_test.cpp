// SPDX-License-Identifier: Apache-2.0
// Sized at the close, an all-in entry was rejected wherever the next open lay more than the cash
// buffer above it: 2 of 20 entries of a plain moving-average strategy on SPY. Sized at the fill,
// every gap is paid for, and what was asked for stays in orders.csv.
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

TEST_CASE("a gap of any width takes no entry away") {
  for (const double open : {50.0, 100.0, 103.0, 400.0}) {
    INFO("open " << open);
    const data::MarketData market = test_market({{test_bar(0, 100, 100), test_bar(1, open, open)}});
    const loop::LoopResult result =
        run_loop({.market = market,
                  .broker = {.cash = 1'000},
                  .behaviour = [](const bm_view& view, bm_order_buffer& orders) {
                    if (view.step == 0) {
                      send(orders, market_order(0, BM_AMOUNT_TARGET_WEIGHT, 1));
                    }
                  }});
    REQUIRE(result.fills.size() == 1);
    CHECK(result.fills[0].quantity == Approx(1'000 / open));
    CHECK(result.orders[0].amount_kind == BM_AMOUNT_TARGET_WEIGHT);
    CHECK(result.orders[0].amount == 1);
    CHECK(result.orders[0].estimate == 10);
  }
}
