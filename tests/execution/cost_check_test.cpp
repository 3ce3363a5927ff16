// SPDX-License-Identifier: Apache-2.0
#include "execution/cost_check.hpp"

#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;

namespace {

// Four symbols A to D of two bars; C and D trade below a dollar, D without volume.
data::MarketData four_symbols() {
  data::MarketData market = test_market({{test_bar(0, 100, 100), test_bar(1, 100, 100)},
                                         {test_bar(0, 50, 50), test_bar(1, 50, 50)},
                                         {test_bar(0, 0.3, 0.3), test_bar(1, 0.4, 0.4)},
                                         {test_bar(0, 0.6, 0.6), test_bar(1, 0.6, 0.6)}});
  for (data::BarRow& bar : market.symbols[3].bars) {
    bar.volume = 0;
  }
  return market;
}

std::vector<core::Fault> faults(const config::RunConfig& config) {
  return execution::silent_costs(config, four_symbols());
}

}  // namespace

TEST_CASE("slippage in ticks needs a tick of every symbol; three are named") {
  config::RunConfig config;
  config.broker.slippage_parts.ticks = 2;
  REQUIRE(faults(config).size() == 1);
  CHECK(faults(config)[0].what.find("A, B, C and 1 more") != std::string::npos);
  config.broker.instruments = {{.symbol = "default", .tick = 0.01}};
  CHECK(faults(config).empty());
}

TEST_CASE("participation is rejected for a symbol that never has volume") {
  config::RunConfig config;
  config.broker.participation = 0.1;
  config.broker.participation_at = {3, 5};
  REQUIRE(faults(config).size() == 1);
  CHECK(faults(config)[0].where == ":3:5");
  CHECK(faults(config)[0].what.ends_with("in any bar of D"));
}

TEST_CASE("a tick above half of the lowest price is rejected, half is not") {
  config::RunConfig config;
  config.broker.instruments = {{.symbol = "default", .tick = 0.25}};
  REQUIRE(faults(config).size() == 1);
  CHECK(faults(config)[0].what.ends_with("C (tick 0.25, lowest price 0.3)"));
  config.broker.instruments = {{.symbol = "default", .tick = 0.15}};
  CHECK(faults(config).empty());
}

TEST_CASE("a config without such costs has no fault") {
  CHECK(faults({}).empty());
}

TEST_CASE("a quoted spread needs quotes of every symbol") {
  config::RunConfig config;
  config.broker.slippage_parts.spread = config::SpreadCost::quoted;
  config.broker.slippage_parts.spread_at = {7, 22};
  REQUIRE(faults(config).size() == 1);
  CHECK(faults(config)[0].where == ":7:22");
  CHECK(faults(config)[0].what.ends_with("there are no quotes of A, B, C and 1 more"));
  data::MarketData market = four_symbols();
  for (data::SymbolData& symbol : market.symbols) {
    symbol.spreads.resize(symbol.bars.size());
  }
  CHECK(execution::silent_costs(config, market).empty());
}
