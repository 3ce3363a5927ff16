// SPDX-License-Identifier: Apache-2.0
#include "config/load.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "laws/sma_cross_oracle.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

TEST_CASE("sma_cross trades as an independent reimplementation does, on every real coin") {
  const config::RunConfig config = config::load_config("configs/crypto_hourly.yaml", {});
  const data::MarketData all = data::load_market(config.data, 2);
  REQUIRE(all.symbols.size() == 10);
  for (const data::SymbolData& coin : all.symbols) {
    INFO(coin.name);
    config::DataConfig one = config.data;
    one.symbols = {coin.name};
    const data::MarketData market = data::load_market(one, 1);
    const loop::LoopResult result =
        run_plugin("sma_cross", {{"fast", "10"}, {"slow", "50"}}, market, config.broker);
    const auto expected = sma_cross_oracle(market.symbols[0].bars, 10, 50, config.broker);
    CHECK(expected.size() > 100);
    check_trades(result.fills.view(), expected);
  }
}
