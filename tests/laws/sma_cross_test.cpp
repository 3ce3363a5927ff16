// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "laws/sma_cross_oracle.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

TEST_CASE("sma_cross trades as an independent reimplementation does, on random markets") {
  config::BrokerConfig broker;
  broker.commission = 0.001;
  broker.slippage = 0.0002;
  std::size_t trades = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    INFO("seed " << seed);
    const std::size_t fast = 2 + seed % 9;
    const std::size_t slow = fast + 1 + seed % 31;
    broker.size_at = seed % 4 < 2 ? config::SizeAt::fill : config::SizeAt::close;
    broker.cash_buffer =
        seed % 2 == 0 ? 0.01 : 0;  // without a buffer gaps reject some entries sized at the close
    const data::MarketData market = random_market(
        seed, {.symbols = 1, .steps = 600, .volatility = 0.02, .ragged = seed % 3 == 0});
    const loop::LoopResult result =
        run_plugin("sma_cross", {{"fast", std::to_string(fast)}, {"slow", std::to_string(slow)}},
                   market, broker);
    const auto expected = sma_cross_oracle(market.symbols[0].bars, fast, slow, broker);
    check_trades(result.fills.view(), expected);
    trades += expected.size();
  }
  CHECK(trades > 1'000);
}

TEST_CASE("sma_cross does nothing before the slow average is known") {
  const data::MarketData market = random_market(1, {.symbols = 1, .steps = 49, .ragged = false});
  CHECK(run_plugin("sma_cross", {}, market, {}).orders.empty());  // slow: 50 bars
}

// 0.1 has no exact sum: averages of one price over 2 and over 3 bars differ in the last bit.
TEST_CASE("equal averages leave sma_cross as it is") {
  std::vector<data::BarRow> bars;
  for (int step = 0; step < 40; ++step) {
    const double price = step < 10 ? 0.1 : step < 20 ? 0.2 : 0.7;
    bars.push_back(test_bar(step, price, price));
  }
  const data::MarketData market = test_market({bars});
  const loop::LoopResult result =
      run_plugin("sma_cross", {{"fast", "2"}, {"slow", "3"}}, market, {});
  REQUIRE(result.fills.size() == 1);
  CHECK(result.fills[0].bar == 11);
}
