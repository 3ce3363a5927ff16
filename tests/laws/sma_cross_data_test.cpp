// SPDX-License-Identifier: Apache-2.0
#include "config/load.hpp"
#include "data/load_market.hpp"
#include "laws/sma_cross_oracle.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

TEST_CASE("sma_cross trades as an independent reimplementation does, on every real coin") {
  const RunConfig config = load_config("configs/crypto_hourly.yaml", {});
  const MarketData all = load_market(config.data, 2);
  REQUIRE(all.symbols.size() == 10);
  for (const SymbolData& coin : all.symbols) {
    INFO(coin.name);
    DataConfig one = config.data;
    one.symbols = {coin.name};
    const MarketData market = load_market(one, 1);
    const LoopResult result =
        run_plugin("sma_cross", {{"fast", "10"}, {"slow", "50"}}, market, config.broker);
    const auto expected = sma_cross_oracle(market.symbols[0].bars, 10, 50, config.broker);
    CHECK(expected.size() > 100);
    check_trades(result.fills.view(), expected);
  }
}
