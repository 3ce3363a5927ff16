// SPDX-License-Identifier: Apache-2.0
#include "backtest/run_plan.hpp"

#include <algorithm>

#include "backtest/plan_state.hpp"
#include "backtest/small_plan.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

std::vector<std::string> wanted_names(const backtest::Plan& plan) {
  const backtest::RunPlan& run = plan.state().plan;
  std::vector<std::string> names;
  for (std::size_t d = 0; d < run.wanted.size(); ++d) {
    if (run.wanted[d] != 0) {
      names.push_back(run.dimensions()[d].name);
    }
  }
  return names;
}

}  // namespace

TEST_CASE("wanted are the dimensions that the report and the conditions read") {
  CHECK(wanted_names(small_plan({"output.regimes=[trend]"})) == std::vector<std::string>{"trend"});
  const auto names = wanted_names(small_plan(
      {"output.regimes=[trend]", "strategy.when=[{if: {volatility: extreme}, then: flatten}]"}));
  CHECK(names.size() == 2);
  CHECK(wanted_names(small_plan({"output.tags=true"})).size() == small_plan().dimensions().size());
}

TEST_CASE("pairs are wanted, of categories that there are and of few enough labels") {
  CHECK(wanted_names(
            small_plan({"output.regimes=[trend]", "output.pairs=[[volatility, session]]"})) ==
        std::vector<std::string>{"volatility", "trend", "session"});
  CHECK(mentions(thrown_by([] { small_plan({"output.pairs=[[volatility, trnd]]"}); }),
                 "output.pairs: unknown category dimension 'trnd'"));
  CHECK(mentions(thrown_by([] { small_plan({"output.pairs=[[volatility, trend_z]]"}); }),
                 "output.pairs: unknown category dimension 'trend_z'"));
  // 12 parts of a day and gap, 7 weekdays.
  CHECK_FALSE(thrown_by([] { small_plan({"output.pairs=[[session, weekday]]"}); }));
}

TEST_CASE("labels are known beforehand on a tagger's own bars alone") {
  const auto known_ahead = [](const backtest::Plan& plan, const std::string& name) {
    const auto& dimensions = plan.state().plan.dimensions();
    const auto found = std::ranges::find(dimensions, name, &regime::Dimension::name);
    REQUIRE(found != dimensions.end());
    return found->known_ahead;
  };
  const backtest::Plan plan =
      small_plan({"regime=[{plugin: regime}, {plugin: regime, as: daily, on: 1d}]"});
  CHECK(known_ahead(plan, "weekday") == BM_KNOWN_WEEK);
  CHECK(known_ahead(plan, "session") == BM_KNOWN_DAY);
  CHECK(known_ahead(plan, "trend") == BM_KNOWN_NO);
  CHECK(known_ahead(plan, "daily.weekday") == BM_KNOWN_NO);
}

TEST_CASE("onsets are wanted of what the report shows and nobody knows beforehand") {
  const backtest::Plan plan = small_plan({"output.regimes=[trend, weekday]"});
  const backtest::RunPlan& run = plan.state().plan;
  for (std::size_t d = 0; d < run.wanted_onsets.size(); ++d) {
    CHECK((run.wanted_onsets[d] != 0) == (run.dimensions()[d].name == "trend"));
  }
}

TEST_CASE("a plug-in of the wrong kind is rejected at its place") {
  CHECK(mentions(thrown_by([] { small_plan({"strategy={plugin: regime}"}); }), "strategy"));
}

TEST_CASE("unknown dimensions and labels are reported together with the nearest names") {
  const auto error = thrown_by([] {
    small_plan(
        {"output.regimes=[trnd]", "strategy.when=[{if: {volatility: extrem}, then: flatten}]"});
  });
  REQUIRE(error);
  CHECK(error->faults().size() == 2);
  CHECK(mentions(error, "did you mean 'trend'?"));
  CHECK(mentions(error, "did you mean 'extreme'?"));
}

TEST_CASE("plug-in faults are found without names being resolved") {
  config::RunConfig config = small_plan().state().config;
  config.output.regimes = {"no_such_dimension"};
  config.output.regimes_at = {{}};
  config.strategy.plugin = "sma_cros";
  const std::vector<std::filesystem::path> folders{std::string(BAROMETER_BINARY_DIR) + "/plugins"};
  const std::vector<core::Fault> faults = backtest::plugin_faults(config, folders);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].what.find("sma_cros") != std::string::npos);
}
