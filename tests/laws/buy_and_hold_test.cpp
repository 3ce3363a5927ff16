// SPDX-License-Identifier: Apache-2.0
#include "config/broker_config.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

// Two symbols, 10,000 of cash of which each gets half, 10 bps of commission, 1 % of slippage.
//   A closes in step 0 and is bought in step 1 at 110 x 1.01 = 111.1: 5000 / (111.1 x 1.001) =
//     44.95954091 units, of which 4.99500500 are commission;
//   B starts in step 1 and is bought in step 2 at 16 x 1.01 = 16.16: 5000 / (16.16 x 1.001) =
//     309.09684375 units;
//   no cash is left; at the end A closes at 130 and B at 18.
TEST_CASE("buy_and_hold equals arithmetic done by hand") {
  const data::MarketData market =
      test_market({{test_bar(0, 90, 100), test_bar(1, 110, 120), test_bar(2, 125, 130)},
                   {test_bar(1, 21, 20), test_bar(2, 16, 18)}});
  config::BrokerConfig broker;
  broker.cash = 10'000;
  broker.commission = 0.001;
  broker.slippage = 0.01;
  const loop::LoopResult result = run_plugin("buy_and_hold", {}, market, broker);

  REQUIRE(result.fills.size() == 2);
  CHECK(result.fills[0].quantity == Approx(44.9595409091).epsilon(1e-11));
  CHECK(result.fills[0].price == Approx(111.1).epsilon(1e-13));
  CHECK(result.fills[0].commission == Approx(4.9950049950).epsilon(1e-10));
  CHECK(result.fills[1].symbol == 1);
  CHECK(result.fills[1].quantity == Approx(309.0968437503).epsilon(1e-11));
  CHECK(result.fills[1].price == Approx(16.16).epsilon(1e-13));
  REQUIRE(result.equity.size() == 3);
  CHECK(result.equity[0].equity == 10'000);
  CHECK(result.equity[1].equity == Approx(10395.14490910).epsilon(1e-12));
  CHECK(result.equity[2].cash == Approx(0).margin(1e-9));
  CHECK(result.equity[2].equity == Approx(11408.48350569).epsilon(1e-12));
}

TEST_CASE("buy_and_hold buys once and never sells") {
  const data::MarketData market =
      random_market(3, {.symbols = 5, .steps = 300, .volatility = 0.01});
  const loop::LoopResult result = run_plugin("buy_and_hold", {}, market, {});
  CHECK(result.orders.size() == 5);
  for (const orders::Fill& fill : result.fills.view()) {
    CHECK(fill.quantity > 0);
  }
}
