// SPDX-License-Identifier: Apache-2.0
// Runs my_strategy on a small market of its own, as `barometer run` would.

#include <barometer/backtest/api/run.hpp>

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>  // Catch2 3
#else
#include <catch2/catch.hpp>  // Catch2 2
#endif

#include <string>
#include <vector>

namespace backtest = barometer::backtest;

namespace {

constexpr const char* kConfig = R"(
data:
  source: synthetic
  bar: 1h
  venue: 24x7
  synthetic: {symbols: 2, bars: 2000, seed: 7}
regime: {plugin: regime, params: {preset: crypto}}
strategy: {plugin: my_strategy}
broker: {cash: 100000, commission: 10bps}
)";

// `overrides` are what --set takes: "strategy.params.lookback=24".
backtest::Result run(const std::vector<std::string>& overrides, int threads = 1) {
  const auto plan = backtest::Plan::parse(
      kConfig,
      {.file = "my_strategy_test.cpp", .overrides = overrides, .plugin_folders = {PLUGIN_FOLDER}});
  const auto market = backtest::Market::load(plan);
  return backtest::run(plan, market, backtest::Window{}, backtest::Control{.threads = threads});
}

}  // namespace

TEST_CASE("it trades") {
  CHECK(run({}).fills().size() > 20);
}

TEST_CASE("it waits until it can look back") {
  CHECK(run({"strategy.params.lookback=2000"}).orders().empty());
}

TEST_CASE("a weight of nothing buys nothing") {
  CHECK(run({"strategy.params.weight=0"}).fills().empty());
}

TEST_CASE("the same input gives the same bits for any number of threads") {
  CHECK(run({}, 1).fingerprint() == run({}, 2).fingerprint());
}
