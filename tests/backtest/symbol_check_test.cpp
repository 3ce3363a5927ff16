// SPDX-License-Identifier: Apache-2.0
#include "backtest/symbol_check.hpp"

#include "config/run_config.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;

TEST_CASE("every symbol that a config names and the run does not have is a fault") {
  config::RunConfig config;
  config.file = "a.yaml";
  config.regime.resize(1);
  config.regime[0].of = "BTCUSTD";
  config.output.benchmark = "GOLD";
  config.output.benchmark_at = {7, 3};
  const std::vector<std::string> names{"BTCUSDT", "ETHUSDT"};
  const std::vector<core::Fault> faults = backtest::unknown_symbols(config, names);
  REQUIRE(faults.size() == 2);
  CHECK(faults[0].what == "regime.of: the run has no symbol 'BTCUSTD'");
  CHECK(faults[0].fix == "did you mean 'BTCUSDT'?");
  CHECK(faults[1].where == "a.yaml:7:3");
}

TEST_CASE("known symbols and empty names are no fault") {
  config::RunConfig config;
  config.regime.resize(1);
  config.output.benchmark = "A";
  const std::vector<std::string> names{"A"};
  CHECK(backtest::unknown_symbols(config, names).empty());
}

TEST_CASE("a market's symbols are named in its order") {
  const data::MarketData market = test_market({{test_bar(0, 1, 1)}, {test_bar(0, 2, 2)}});
  CHECK(backtest::symbol_names(market) == std::vector<std::string>{"A", "B"});
}
