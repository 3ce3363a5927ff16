// SPDX-License-Identifier: Apache-2.0
#include "report/names.hpp"

#include "calendar/venue.hpp"
#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("a run is called what the YAML says, or else like its file") {
  config::RunConfig config;
  config.file = "configs/crypto_hourly.yaml";
  CHECK(report::run_name(config) == "crypto_hourly");
  config.run.name = "mine";
  CHECK(report::run_name(config) == "mine");
}

TEST_CASE("venues are named with the first of their symbols where there are several") {
  std::vector<data::SymbolInput> symbols;
  for (const char* name : {"SPY", "A", "B", "C", "D"}) {
    symbols.push_back(test::flat_symbol(name, 2, core::kHour));
    symbols.back().venue = symbols.size() > 1 ? 1 : 0;
  }
  data::MarketData market = test::market_of(std::move(symbols));
  calendar::Venue coins;
  coins.name = "coins";
  market.venues[1].hours = std::make_shared<const calendar::Venue>(coins);
  CHECK(report::venues_text(market) == "24x7: SPY; coins: A, B, C and 1 more");
  CHECK(report::venues_text(test::market_of({test::flat_symbol("A", 2, 0)})) == "24x7");
}

TEST_CASE("budgets are named as the YAML writes them") {
  latency::BudgetReport budget;
  budget.stage = "tag";
  budget.quantile = 0.999;
  budget.limit_ns = 2 * core::kMicrosecond;
  CHECK(report::budget_name(budget) == "tag p99.9 <= 2us");
  budget.stage = "warmup";
  budget.quantile = 0;
  budget.limit_ns = 50 * core::kMillisecond;
  CHECK(report::budget_name(budget) == "warmup total <= 50ms");
}

}  // namespace barometer
