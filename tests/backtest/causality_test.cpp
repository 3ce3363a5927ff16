// SPDX-License-Identifier: Apache-2.0
// tests/app/causality_test.cpp plants plug-ins that cheat; here is what the check itself does.
#include "backtest/causality.hpp"

#include <algorithm>
#include <vector>

#include "backtest/small_plan.hpp"
#include "plugin/call_page.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;
using namespace barometer_test;

TEST_CASE("the shipped strategy and tagger know nothing of the future") {
  const backtest::Plan plan = small_plan();
  const backtest::Market market = backtest::Market::load(plan);
  std::vector<double> shares;
  const backtest::CausalityReport report = backtest::check_causality(
      plan, market, 2, {.progress = [&shares](double share) { shares.push_back(share); }});
  CHECK(report.clean());
  CHECK(report.checks.size() == 4);
  CHECK(report.trials.size() == 6);
  CHECK(report.compared.tags > 0);
  CHECK(report.compared.orders > 0);
  CHECK(shares.size() == 7);  // after each way of running it again, and each cut
  CHECK(std::ranges::is_sorted(shares));
  CHECK(shares.front() < 0.2);
  CHECK(shares.back() == 1);
}

TEST_CASE("with one thread plug-ins are called by one other, which it waits for") {
  static plugin::CallPage page;  // outlives the process's threads
  plugin::tell_calls_in(page);
  const backtest::Plan plan = small_plan({"run.threads=1"});
  const backtest::Market market = backtest::Market::load(plan);
  CHECK(backtest::check_causality(plan, market, 1).clean());
  CHECK(page.places_taken == 2);
}

TEST_CASE("the check ends when it is stopped") {
  const backtest::Plan plan = small_plan();
  const backtest::Market market = backtest::Market::load(plan);
  const std::atomic<bool> stop{true};
  const auto error =
      thrown_by([&] { backtest::check_causality(plan, market, 2, {.stop = &stop}); });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::interrupted);
}

TEST_CASE("a fill in the step of its order is named") {
  const data::MarketData market = test_market({{test_bar(0, 1, 1), test_bar(1, 1, 1)}});
  orders::Fill fill;
  fill.order_id = 3;
  fill.order_step = 1;
  fill.step = 1;
  CHECK(backtest::early_fill({&fill, 1}, market)->find("order 3 of A") == 0);
  fill.order_step = 0;
  CHECK_FALSE(backtest::early_fill({&fill, 1}, market));
}

TEST_CASE("a future of noise or without volume is not judged as if it had been loaded") {
  // The noise falls to a fiftieth of the price, far below the tick; before a cut at the first bars
  // a symbol may have no bar at all.
  const backtest::Plan plan = small_plan(
      {"broker.participation=50%", "broker.instruments={default: {tick: 10}}", "run.seed=3"});
  const backtest::Market market = backtest::Market::load(plan);
  CHECK(backtest::check_causality(plan, market, 12).clean());
}
