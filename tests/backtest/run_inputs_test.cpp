// SPDX-License-Identifier: Apache-2.0
#include "backtest/run_inputs.hpp"

#include "backtest/market_state.hpp"
#include "backtest/small_plan.hpp"
#include "core/timestamp.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

TEST_CASE("a run without a window uses the market itself") {
  const backtest::Plan plan = small_plan();
  const backtest::Market market = backtest::Market::load(plan);
  const backtest::RunInputs inputs = backtest::run_inputs(plan, market, {});
  CHECK(&inputs.bars() == &market.state().data);
  CHECK_FALSE(inputs.config->data.from);
}

TEST_CASE("the window becomes the period of the run's config") {
  const backtest::Plan plan = small_plan({"data.from=2022-01-02"});
  const backtest::Market market = backtest::Market::load(plan);
  const std::int64_t to = *core::parse_utc("2022-01-05");
  const backtest::RunInputs inputs = backtest::run_inputs(plan, market, {std::nullopt, to});
  CHECK(inputs.config->data.from == core::parse_utc("2022-01-02"));
  CHECK(inputs.config->data.to == to);
  CHECK(inputs.bars().timeline.steps() == 96);
}
