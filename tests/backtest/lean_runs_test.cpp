// SPDX-License-Identifier: Apache-2.0
#include "backtest/lean_runs.hpp"

#include <thread>

#include "analysis/metric_table.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/result_state.hpp"
#include "backtest/small_plan.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

constexpr analysis::LeanParts kEverything{
    .shape = true, .intervals = true, .excursions = true, .benchmark = true, .fingerprint = true};

struct SmallMarket {
  explicit SmallMarket(const backtest::Plan& plan)
      : market(backtest::Market::load(plan)), tags(backtest::Tags::compute({&plan, 1}, market)) {}

  backtest::Market market;
  backtest::Tags tags;
};

std::string fingerprint_of(const backtest::Plan& plan, const SmallMarket& small,
                           const backtest::Window& window) {
  const backtest::LeanRuns runs(plan, small.market, window);
  const regime::TagView tags = backtest::lean_tags(plan, small.tags);
  return runs.run({.plan = plan, .tags = tags, .parts = {.fingerprint = true}})
      .analysis.fingerprint;
}

}  // namespace

TEST_CASE("a lean run has the fingerprint and every metric of the whole run") {
  const backtest::Plan plan = small_plan({"output.benchmark=SYN02"});
  const SmallMarket small(plan);
  const backtest::LeanRuns runs(plan, small.market);
  const regime::TagView tags = backtest::lean_tags(plan, small.tags);
  const backtest::Result whole = backtest::run(plan, small.market, small.tags);
  const backtest::LeanResult lean = runs.run({.plan = plan, .tags = tags, .parts = kEverything});
  CHECK(lean.analysis.fingerprint == whole.fingerprint());
  for (const analysis::Metric& metric : analysis::metric_table()) {
    INFO(metric.key);
    const auto parts = analysis::LeanParts::of(metric.key);
    const backtest::LeanResult asked = runs.run({.plan = plan, .tags = tags, .parts = parts});
    const analysis::MetricValue expected = value_of(metric, whole.state().analysis);
    const analysis::MetricValue found = value_of(metric, asked.analysis);
    REQUIRE(found.index() == expected.index());
    if (const double* number = std::get_if<double>(&expected)) {
      CHECK(std::get<double>(found) == *number);
    }
    if (const std::int64_t* number = std::get_if<std::int64_t>(&expected)) {
      CHECK(std::get<std::int64_t>(found) == *number);
    }
  }
}

TEST_CASE("a lean run in a window is the run in that window") {
  const backtest::Plan plan = small_plan();
  const SmallMarket small(plan);
  const std::int64_t from = small.market.step_time_ns(400);
  const std::int64_t to = small.market.step_time_ns(1100);
  for (const backtest::Window& window :
       {backtest::Window{from, to}, backtest::Window{from, {}}, backtest::Window{{}, to}}) {
    CHECK(fingerprint_of(plan, small, window) ==
          backtest::run(plan, small.market, small.tags, window).fingerprint());
  }
}

TEST_CASE("other parameters in place of the plan's are those of another plan") {
  const backtest::Plan plan = small_plan({kOtherStrategy});
  const backtest::Plan other = small_plan({kOtherStrategy, "strategy.params.fast=9"});
  const SmallMarket small(plan);
  const backtest::LeanRuns runs(plan, small.market);
  const regime::TagView tags = backtest::lean_tags(plan, small.tags);
  const auto replaced = runs.run({.plan = plan,
                                  .tags = tags,
                                  .strategy_params = &other.state().plan.strategy_params,
                                  .parts = {.fingerprint = true}});
  CHECK(replaced.analysis.fingerprint ==
        backtest::run(other, small.market, small.tags).fingerprint());
  CHECK(replaced.analysis.fingerprint != fingerprint_of(plan, small, {}));
}

TEST_CASE("a strategy that reads more than the tags at hand is tagged for alone") {
  const backtest::Plan plan = small_plan();
  const backtest::Plan reads_none = small_plan({kOtherStrategy});
  const SmallMarket small(plan);
  const backtest::LeanRuns runs(plan, small.market);
  const regime::TagView nothing = backtest::lean_tags(reads_none, small.tags);
  CHECK(runs.run({.plan = plan, .tags = nothing, .parts = {.fingerprint = true}})
            .analysis.fingerprint == fingerprint_of(plan, small, {}));
}

TEST_CASE("lean runs on several threads at once are those of one") {
  const backtest::Plan plan = small_plan();
  const SmallMarket small(plan);
  const backtest::LeanRuns runs(plan, small.market);
  const regime::TagView tags = backtest::lean_tags(plan, small.tags);
  const std::string alone = fingerprint_of(plan, small, {});
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (std::string& each : found) {
    threads.emplace_back([&] {
      each = runs.run({.plan = plan, .tags = tags, .parts = {.fingerprint = true}})
                 .analysis.fingerprint;
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(found == std::vector<std::string>(4, alone));
}

TEST_CASE("returns of a lean run are those between its session ends") {
  const backtest::Plan plan = small_plan();
  const SmallMarket small(plan);
  const backtest::LeanRuns runs(plan, small.market);
  const regime::TagView tags = backtest::lean_tags(plan, small.tags);
  const backtest::LeanResult lean = runs.run({.plan = plan, .tags = tags});
  CHECK(lean.returns.size() == static_cast<std::size_t>(lean.analysis.returns.periods));
  double growth = 1;
  for (const double each : lean.returns) {
    growth *= 1 + each;
  }
  CHECK(growth - 1 == Approx(*lean.analysis.returns.total_return).epsilon(1e-12));
  CHECK(lean.longest_trip_ns > 0);
}

TEST_CASE("the returns of buying and holding are those of the whole run's yardstick") {
  const backtest::Plan plan = small_plan();
  const SmallMarket small(plan);
  const backtest::LeanRuns runs(plan, small.market);
  const backtest::Result whole = backtest::run(plan, small.market, small.tags);
  const std::vector<double> held = runs.buy_and_hold_returns(plan);
  REQUIRE(held.size() == static_cast<std::size_t>(whole.state().analysis.buy_and_hold.periods));
  double growth = 1;
  for (const double each : held) {
    growth *= 1 + each;
  }
  CHECK(growth - 1 == Approx(*whole.state().analysis.buy_and_hold.total_return).epsilon(1e-12));
}
