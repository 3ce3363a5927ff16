// SPDX-License-Identifier: Apache-2.0
#include "study/tried_params.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "backtest/small_plan.hpp"
#include "study/gate.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

std::vector<study::TriedParam> tried(const std::string& thresholds) {
  return study::tried_params(small_plan({"study={gate: {thresholds: {" + thresholds + "}}}"}));
}

}  // namespace

TEST_CASE("without a word of the config every number that is set is tried") {
  const auto all = study::tried_params(small_plan());
  const auto named = [&all](const std::string& key) {
    return std::ranges::find(all, key, &study::TriedParam::key) != all.end();
  };
  CHECK(named("regime.params.volatility.high_in"));
  CHECK(named("regime.params.confirm"));
  CHECK_FALSE(named("regime.params.volatility.window"));  // the preset's
  CHECK_FALSE(named("regime.params.volatility.band"));    // 0 has no scale
}

TEST_CASE("the config may say what is tried, and with what") {
  const auto found = tried("regime.params.volatility.high_in: [1.4, 1.5, 200%]");
  REQUIRE(found.size() == 1);
  CHECK(found.front().key == "regime.params.volatility.high_in");
  CHECK(found.front().param.in_force == 1.6);
  CHECK(found.front().param.values == std::vector<double>{1.4, 1.5, 1.6, 2});
  const auto range = tried("regime.params.trend.weak_in: {from: 1, to: 2, step: 0.5}");
  CHECK(range.front().param.values == std::vector<double>{1, 1.5, 2});
}

TEST_CASE("a tagger of several is named by what begins its dimensions, or by its plug-in") {
  const auto found = study::tried_params(
      small_plan({"regime=[{plugin: regime}, {plugin: regime, as: slow}]",
                  "study={gate: {thresholds: {'regime[slow].params.trend.weak_in': [1, 2], "
                  "'regime[regime].params.trend.weak_in': [1]}}}"}));
  REQUIRE(found.size() == 2);
  CHECK(found[0].tagger == 1);
  CHECK(found[1].tagger == 0);
}

TEST_CASE("what names no number, or is none, is refused at its place, all at once") {
  const auto refused = thrown_by([] {
    tried(
        "regime.params.volatility.high_inn: [1.4], regime.params.volatility.high_out: [large], "
        "regime.params.trend.weak_in: {from: 1, to: 2}");
  });
  CHECK(mentions(refused, "regime.params.volatility.high_in"));
  CHECK(mentions(refused, "expected a number, found 'large'"));
  CHECK(mentions(refused, "{from: 1, to: 2, steps: 5}"));
}

TEST_CASE("a gate tries what the config says, and nothing else") {
  const auto plan = small_plan(
      {kOtherStrategy, "data.synthetic.bars=3000",
       "strategy.when=[{if: {volatility: [high, extreme]}, then: block_entries}]",
       "study={gate: {thresholds: {regime.params.volatility.high_in: [1.1, 1.4, 1.9]}}}"});
  const auto found = study::run_gate(plan, backtest::Market::load(plan), {.placebos = 0}, {});
  REQUIRE(found.robustness.rows.size() == 1);
  const analysis::ThresholdRow& row = found.robustness.rows.front();
  CHECK(row.key == "regime.params.volatility.high_in");
  REQUIRE(row.points.size() == 4);
  CHECK(row.points[0].value == 1.1);  // below where high ends: refused
  CHECK_FALSE(row.points[0].objective);
  CHECK(row.points[2].value == 1.6);
  CHECK(row.points[2].objective == found.robustness.objective);
  CHECK(row.points[3].objective);
}
