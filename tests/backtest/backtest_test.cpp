// SPDX-License-Identifier: Apache-2.0
#include "backtest/backtest.hpp"

#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/small_plan.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

TEST_CASE("what the strategy reads is computed beside what the plan reads") {
  const backtest::Plan plan = small_plan({"output.regimes=[session]"});
  const backtest::Market market = backtest::Market::load(plan);
  const backtest::RunPlan& run = plan.state().plan;
  const auto strategy = backtest::make_strategy(plan.state().config, run, market.state().data);
  const regime::WantedTags wanted = backtest::wanted_tags(run, *strategy);
  std::size_t more = 0;
  for (std::size_t d = 0; d < wanted.tags.size(); ++d) {
    CHECK(wanted.tags[d] == (run.wanted[d] | strategy->reads()[d]));
    CHECK(wanted.onset(d) == (strategy->reads()[d] != 0));
    more += wanted.tags[d] != run.wanted[d] ? 1 : 0;
  }
  CHECK(more > 0);
}

TEST_CASE("a strategy that rejects its parameters is reported at its place in the config") {
  const backtest::Plan plan =
      small_plan({"strategy={plugin: sma_cross, params: {fast: 20, slow: 10}}"});
  const backtest::Market market = backtest::Market::load(plan);
  CHECK(mentions(thrown_by([&] {
                   backtest::make_strategy(plan.state().config, plan.state().plan,
                                           market.state().data);
                 }),
                 "strategy"));
}
