// SPDX-License-Identifier: Apache-2.0
#include <barometer/backtest/api/tags.hpp>

#include "backtest/plan_state.hpp"
#include "backtest/small_plan.hpp"
#include "backtest/tags_state.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

std::vector<std::uint8_t> all_read(const backtest::Plan& plan) {
  return std::vector<std::uint8_t>(plan.dimensions().size(), 1);
}

}  // namespace

TEST_CASE("tags hold what at least one of the plans reads") {
  const std::vector<backtest::Plan> plans{small_plan({kOtherStrategy, "output.regimes=[session]"}),
                                          small_plan({kOtherStrategy, "output.regimes=[trend]"})};
  const backtest::Market market = backtest::Market::load(plans[0]);
  const backtest::Tags tags = backtest::Tags::compute(plans, market);
  const regime::TagTable& table = tags.state().tags.table;
  CHECK(table.wanted(static_cast<std::size_t>(table.find("session"))));
  CHECK(table.wanted(static_cast<std::size_t>(table.find("trend"))));
  CHECK_FALSE(table.wanted(static_cast<std::size_t>(table.find("weekday"))));
}

TEST_CASE("all dimensions are computed on request") {
  const backtest::Plan plan = small_plan();
  const backtest::Market market = backtest::Market::load(plan);
  const backtest::Tags tags = backtest::Tags::compute_all(plan, market, {.threads = 2});
  backtest::require_tags(plan, market, tags, all_read(plan));
}

TEST_CASE("plans with other taggers or parameters are rejected") {
  const std::vector<backtest::Plan> plans{small_plan(), small_plan({"regime.params.preset=fx"})};
  const backtest::Market market = backtest::Market::load(plans[0]);
  CHECK(mentions(thrown_by([&] { backtest::Tags::compute(plans, market); }),
                 "not those of the other plans"));
}

TEST_CASE("tags that do not fit a run are rejected") {
  const backtest::Plan plan = small_plan();
  const backtest::Market market = backtest::Market::load(plan);
  const std::vector<backtest::Plan> plans{small_plan({kOtherStrategy, "output.regimes=[trend]"})};
  const backtest::Tags few = backtest::Tags::compute(plans, market);
  CHECK(mentions(thrown_by([&] { require_tags(plan, market, few, all_read(plan)); }),
                 "lack a dimension"));
  const backtest::Market other = backtest::Market::load(plan);
  CHECK(mentions(thrown_by([&] { require_tags(plan, other, few, {}); }), "another market"));
  const backtest::Plan in_step = small_plan({"run.tagging=in_step"});
  CHECK(mentions(thrown_by([&] { require_tags(in_step, market, few, {}); }), "in_step"));
}

TEST_CASE("a config without a tagger has nothing to tag with") {
  const backtest::Plan plan = backtest::Plan::parse(
      "data: {source: synthetic}\nstrategy: {plugin: buy_and_hold}\n",
      {.file = "plain.yaml", .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/plugins"}});
  CHECK(mentions(thrown_by([&] { backtest::require_taggers(plan); }), "nothing to tag with"));
}
