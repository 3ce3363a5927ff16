// SPDX-License-Identifier: Apache-2.0
// Strategies that the caller hands over in memory, through everything that runs one.
#include <barometer/backtest/api/run.hpp>
#include <fstream>
#include <thread>

#include "backtest/causality.hpp"
#include "backtest/lean_runs.hpp"
#include "backtest/result_state.hpp"
#include "backtest/small_plan.hpp"
#include "support/catch.hpp"
#include "support/forwarded_strategy.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;
using backtest::ConfigSource;
using backtest::Market;
using backtest::Plan;

namespace {

ConfigSource source_of(const std::shared_ptr<ForwardedStrategy>& made,
                       std::vector<std::string> overrides = {}) {
  return {.file = "small.yaml",
          .overrides = std::move(overrides),
          .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/plugins"},
          .strategy = handed(made)};
}

Plan callers_plan(const std::shared_ptr<ForwardedStrategy>& made,
                  std::vector<std::string> overrides = {}) {
  return Plan::parse(kSmallConfig, source_of(made, std::move(overrides)));
}

std::string fingerprint(const Plan& plan) {
  return backtest::run(plan, Market::load(plan)).fingerprint();
}

const std::vector<std::string> kLengths{"strategy.params.fast=5", "strategy.params.slow=20"};

// Of the run of small_plan() with the shipped sma_cross and these lengths.
std::string shipped(std::vector<std::string> overrides = {}) {
  overrides.insert(overrides.begin(), kOtherStrategy);
  return fingerprint(small_plan(std::move(overrides)));
}

std::string lines_of_trace(std::size_t lines) {
  std::string text = "Traceback (most recent call last):";
  for (std::size_t i = 0; i < lines; ++i) {
    text += "\n  File \"mine.py\", line " + std::to_string(i) + ", in on_bar";
  }
  return text + "\nZeroDivisionError: division by zero";
}

}  // namespace

TEST_CASE("a caller's strategy does what the plug-in with these slots does, from text and file") {
  const auto made = forwarded_strategy("sma_cross");
  CHECK(fingerprint(callers_plan(made, kLengths)) == shipped());
  CHECK(made->made > 0);
  const TempFolder folder;
  std::ofstream(folder / "small.yaml") << kSmallConfig;
  ConfigSource source = source_of(made, kLengths);
  source.file = folder / "small.yaml";
  CHECK(fingerprint(Plan::load(source)) == shipped());
  CHECK(made->alive == 0);
}

TEST_CASE("it is kept as long as a plan or result of it is left, and no longer") {
  auto made = forwarded_strategy("sma_cross");
  const std::weak_ptr<ForwardedStrategy> watched = made;
  std::optional<Plan> plan = callers_plan(made, kLengths);
  std::optional<backtest::Result> result = backtest::run(*plan, Market::load(*plan));
  made.reset();
  CHECK_FALSE(watched.expired());
  plan.reset();
  CHECK_FALSE(watched.expired());
  result.reset();
  CHECK(watched.expired());
}

TEST_CASE("it stands in place of the file's plug-in and parameters, and of them alone") {
  const auto made = forwarded_strategy("sma_cross");
  const std::string when = "strategy.when=[{if: {volatility: extreme}, then: flatten}]";
  std::vector<std::string> overrides = kLengths;
  overrides.push_back(when);
  CHECK(fingerprint(callers_plan(made, overrides)) == shipped({when}));
  CHECK(shipped({when}) != shipped());
  // Its own defaults, and nothing of the file's lookback.
  CHECK(fingerprint(callers_plan(made)) ==
        fingerprint(small_plan({"strategy={plugin: sma_cross}"})));
  // A plug-in that is not there is not looked for, and a config needs no strategy of its own.
  const std::string none = "data: {source: synthetic, synthetic: {symbols: 3, bars: 50}}\n";
  CHECK(fingerprint(Plan::parse(none, source_of(made))).size() == 32);
  const std::string missing = none + "strategy: {plugin: not_there, params: {x: 1}}\n";
  CHECK(fingerprint(Plan::parse(missing, source_of(made))).size() == 32);
}

TEST_CASE("overrides of a caller's strategy are checked by its own table") {
  const auto made = forwarded_strategy("sma_cross");
  const auto error = thrown_by([&] {
    callers_plan(made, {"strategy.params.fats=5", "strategy.params.slow=x"});
  });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::bad_input);
  CHECK(error->faults().size() == 2);
  CHECK(mentions(error, "--set strategy.params.fats=5"));
  CHECK(mentions(error, "did you mean 'fast'?"));
  CHECK(mentions(error, "--set strategy.params.slow=x"));
}

TEST_CASE("an override that names another plug-in beside a caller's strategy is refused") {
  const auto made = forwarded_strategy("sma_cross");
  for (const std::string& other :
       {std::string("strategy.plugin=sma_cross"), kOtherStrategy, std::string("strategy={}")}) {
    INFO(other);
    const auto error = thrown_by([&] { callers_plan(made, {other}); });
    CHECK(mentions(error, "--set strategy"));
  }
  CHECK(mentions(thrown_by([&] { callers_plan(made, {kOtherStrategy}); }),
                 "expected 'mine', the strategy that the caller made, found 'sma_cross'"));
  CHECK_NOTHROW(callers_plan(made, {"strategy.plugin=mine"}));
}

TEST_CASE("a caller's manifest is checked like a file's, all of it at once") {
  const auto made = forwarded_strategy("sma_cross");
  made->manifest.version = nullptr;
  made->manifest.name = "Not Snake";
  made->slots.on_step = nullptr;
  const auto error = thrown_by([&] { callers_plan(made); });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::plugin_failed);
  CHECK(error->faults().size() == 3);
  CHECK(mentions(error, "made by the caller: plug-in rejected: version is NULL"));
}

TEST_CASE("faults of the file and of the caller's parameters are thrown together") {
  const auto made = forwarded_strategy("sma_cross");
  const TempFolder folder;
  std::ofstream(folder / "a.yaml") << "data: {source: synthetic, bra: 1h}\n";
  ConfigSource source = source_of(made, {"strategy.params.fats=5"});
  source.file = folder / "a.yaml";
  const auto error = thrown_by([&] { Plan::load(source); });
  CHECK(mentions(error, "bra"));
  CHECK(mentions(error, "did you mean 'fast'?"));
}

TEST_CASE("what a caller's strategy says when it fails is kept with its lines") {
  const auto made = forwarded_strategy("sma_cross");
  const std::string trace = lines_of_trace(200);
  REQUIRE(trace.size() > 5'000);
  made->create_fails = trace;
  const auto create = thrown_by([&] { fingerprint(callers_plan(made)); });
  CHECK(mentions(create, "made by the caller: strategy 'mine': " + trace));
  made->create_fails.clear();
  made->step_fails = trace;
  const auto step = thrown_by([&] { fingerprint(callers_plan(made)); });
  CHECK(mentions(step, "strategy 'mine': step 3 at "));
  CHECK(mentions(step, "bar 3"));
  CHECK(mentions(step, trace));
  CHECK_FALSE(mentions(step, "(cut after"));
  CHECK(made->alive == 0);
}

TEST_CASE("what is cut of the words of a caller's strategy is said") {
  const auto made = forwarded_strategy("sma_cross");
  made->step_fails = lines_of_trace(2'000);
  const auto error = thrown_by([&] { fingerprint(callers_plan(made)); });
  CHECK(mentions(error, made->step_fails.substr(0, 16'383) + "\n(cut after 16383 bytes)"));
}

TEST_CASE("the record says that the caller made the strategy, and its hash where there is one") {
  const auto made = forwarded_strategy("sma_cross");
  for (const std::string hash : {"", "00112233445566778899aabbccddeeff"}) {
    ConfigSource source = source_of(made, kLengths);
    source.strategy.hash = hash;
    const Plan plan = Plan::parse(kSmallConfig, source);
    const backtest::Result result = backtest::run(plan, Market::load(plan));
    const analysis::PluginRecord& record = result.state().record.provenance.plugins.back();
    CHECK(record.kind == "strategy");
    CHECK(record.name == "mine");
    CHECK(record.path == "made by the caller");
    CHECK(record.hash == hash);
    REQUIRE(record.params.size() == 4);
    CHECK(record.params[0] == std::pair<std::string, std::string>("fast", "5"));
  }
}

TEST_CASE("tags are computed for a caller's strategy, and runs on them are the same") {
  const auto made = forwarded_strategy("regime_momentum");
  const std::vector<Plan> plans{callers_plan(made, {"strategy.params.lookback=24"})};
  const Market market = Market::load(plans[0]);
  const backtest::Tags tags = backtest::Tags::compute(plans, market);
  CHECK(backtest::run(plans[0], market, tags).fingerprint() == fingerprint(small_plan()));
  CHECK(fingerprint(callers_plan(made, {"strategy.params.lookback=24", "run.tagging=in_step"})) ==
        fingerprint(small_plan()));
  CHECK_NOTHROW(backtest::check(plans[0], market));
}

TEST_CASE("causality is checked for a caller's strategy") {
  const auto made = forwarded_strategy("sma_cross");
  const Plan plan = callers_plan(made, kLengths);
  const backtest::CausalityReport report = backtest::check_causality(plan, Market::load(plan), 2);
  CHECK(report.clean());
  CHECK(report.compared.orders > 0);
  CHECK(made->alive == 0);
}

TEST_CASE("several threads run a caller's strategy at once, each with instances of its own") {
  const auto made = forwarded_strategy("sma_cross");
  const Plan plan = callers_plan(made, kLengths);
  const Market market = Market::load(plan);
  std::vector<std::string> found(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& each : found) {
      threads.emplace_back([&] { each = backtest::run(plan, market).fingerprint(); });
    }
  }
  CHECK(found == std::vector<std::string>(4, shipped()));
  CHECK(made->alive == 0);
}
