// SPDX-License-Identifier: Apache-2.0
// The only order of buy_and_hold was rejected because the next open was 2 % above the close that
// sized it, and the run held nothing to its end. It asks again until it holds, and then no more.
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

TEST_CASE("buy and hold sends its order again after a rejection, and not after a fill") {
  const data::MarketData market = test_market({{test_bar(0, 100, 100), test_bar(1, 102, 102),
                                                test_bar(2, 102, 110), test_bar(3, 110, 120)}});
  config::BrokerConfig broker;
  broker.cash = 1'000;
  const auto result = run_plugin("buy_and_hold", {}, market, broker);
  REQUIRE(result.orders.size() == 2);
  CHECK(result.orders[0].reason == BM_REASON_BUYING_POWER);
  REQUIRE(result.fills.size() == 1);
  CHECK(result.fills[0].step == 2);
  CHECK(result.fills[0].price == 102);
}
