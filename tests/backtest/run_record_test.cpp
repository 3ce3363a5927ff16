// SPDX-License-Identifier: Apache-2.0
#include "backtest/run_record.hpp"

#include "backtest/result_state.hpp"
#include "backtest/small_plan.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

TEST_CASE("a record names the run's plug-ins, conditions and threads") {
  const backtest::Plan plan =
      small_plan({"regime.as=x", "strategy.when=[{if: {x.volatility: extreme}, then: flatten}]",
                  "strategy.plugin=sma_cross", "strategy.params={fast: 5, slow: 20}"});
  const backtest::Result result =
      backtest::run(plan, backtest::Market::load(plan), {}, {.threads = 2});
  const analysis::RunRecord& record = result.state().record;
  REQUIRE(record.provenance.plugins.size() == 2);
  CHECK(record.provenance.plugins[0].kind == "regime");
  CHECK(record.provenance.plugins[0].as == "x");
  CHECK(record.provenance.plugins[1].name == "sma_cross");
  CHECK(record.provenance.threads == 2);
  CHECK(record.provenance.wall_seconds > 0);
  REQUIRE(record.counts.conditions.size() == 1);
  CHECK(record.counts.conditions[0].text.find("x.volatility") != std::string::npos);
}
