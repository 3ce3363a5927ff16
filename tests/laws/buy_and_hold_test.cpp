// SPDX-License-Identifier: Apache-2.0
#include "config/broker_config.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

// Two symbols, 10,000 of cash, 1 % kept free, 10 bps of commission, 1 % of slippage.
//   A closes at 100 in step 0: 0.5 x 0.99 x 10000 / 100 = 49.5 units, bought in step 1 at
//     110 x 1.01 = 111.1 for 5499.45 and 5.49945 of commission;
//   B starts in step 1 with a close of 20. Equity is then 10000 - 5499.45 - 5.49945 + 49.5 x 120
//     = 10435.05055: 0.5 x 0.99 x 10435.05055 / 20 = 258.26750111 units, which at step 2's open of
//     16 x 1.01 = 16.16 cost 4173.60281798 and 4.17360282 of commission;
//   at the end A closes at 130 and B at 18.
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
  CHECK(result.fills[0].quantity == Approx(49.5).epsilon(1e-13));
  CHECK(result.fills[0].price == Approx(111.1).epsilon(1e-13));
  CHECK(result.fills[0].commission == Approx(5.49945).epsilon(1e-13));
  CHECK(result.fills[1].symbol == 1);
  CHECK(result.fills[1].quantity == Approx(258.26750111).epsilon(1e-10));
  CHECK(result.fills[1].price == Approx(16.16).epsilon(1e-13));
  REQUIRE(result.equity.size() == 3);
  CHECK(result.equity[0].equity == 10'000);
  CHECK(result.equity[1].equity == Approx(10435.05055).epsilon(1e-13));
  CHECK(result.equity[2].cash == Approx(317.27412920).epsilon(1e-10));
  CHECK(result.equity[2].equity == Approx(11401.08914923).epsilon(1e-11));
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
