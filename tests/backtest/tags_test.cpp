// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <barometer/backtest/api/tags.hpp>

#include "backtest/plan_state.hpp"
#include "backtest/small_plan.hpp"
#include "backtest/tags_state.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

std::size_t columns(const backtest::Tags& tags) {
  return tags.state().columns->size();
}

regime::TagView everything(const backtest::Plan& plan, const backtest::Tags& tags) {
  return backtest::view_of(plan, tags, regime::WantedTags::all(plan.state().plan.dimensions()));
}

}  // namespace

TEST_CASE("a plan sees of the tags what it wants, and nothing that others want") {
  const backtest::Plan session = small_plan({kOtherStrategy, "output.regimes=[session]"});
  const std::vector<backtest::Plan> plans{session,
                                          small_plan({kOtherStrategy, "output.regimes=[trend]"})};
  const backtest::Market market = backtest::Market::load(session);
  const backtest::Tags tags = backtest::Tags::compute(plans, market);
  const std::size_t before = columns(tags);
  const backtest::RunPlan& run = session.state().plan;
  const regime::TagView view = backtest::view_of(session, tags, {run.wanted, {}});
  CHECK(view.wanted(static_cast<std::size_t>(view.find("session"))));
  CHECK_FALSE(view.wanted(static_cast<std::size_t>(view.find("trend"))));
  CHECK(columns(tags) == before);
}

TEST_CASE("all dimensions are computed on request") {
  const backtest::Plan plan = small_plan();
  const backtest::Market market = backtest::Market::load(plan);
  const backtest::Tags tags = backtest::Tags::compute_all(plan, market, {.threads = 2});
  CHECK(columns(tags) == plan.dimensions().size());
  const regime::TagView view = everything(plan, tags);
  CHECK(view.wanted(static_cast<std::size_t>(view.find("weekday"))));
  CHECK(columns(tags) == plan.dimensions().size());
}

TEST_CASE("a missing column is computed when it is wanted, with the same bits") {
  const backtest::Plan few = small_plan({kOtherStrategy, "output.regimes=[trend]"});
  const backtest::Market market = backtest::Market::load(few);
  const backtest::Tags tags = backtest::Tags::compute({&few, 1}, market);
  const std::size_t before = columns(tags);
  const backtest::Plan plan = small_plan();
  const regime::TagView later = everything(plan, tags);
  CHECK(columns(tags) > before);
  const regime::TagView once = everything(plan, backtest::Tags::compute_all(plan, market));
  for (std::size_t d = 0; d < plan.dimensions().size(); ++d) {
    CHECK(std::ranges::equal(later.category(0, d), once.category(0, d)));
  }
}

TEST_CASE("taggers with other parameters have columns of their own") {
  const std::vector<backtest::Plan> plans{small_plan(), small_plan({"regime.params.preset=fx"})};
  const backtest::Market market = backtest::Market::load(plans[0]);
  const backtest::Tags both = backtest::Tags::compute(plans, market);
  const backtest::Tags one = backtest::Tags::compute({&plans[0], 1}, market);
  CHECK(columns(both) == 2 * columns(one));
}

TEST_CASE("plans with the same taggers tag once") {
  const std::vector<backtest::Plan> plans{small_plan(), small_plan({"run.seed=7"})};
  const backtest::Market market = backtest::Market::load(plans[0]);
  const backtest::Tags both = backtest::Tags::compute(plans, market);
  CHECK(columns(both) == columns(backtest::Tags::compute({&plans[0], 1}, market)));
}

TEST_CASE("tags that do not fit a run are rejected") {
  const backtest::Plan plan = small_plan();
  const backtest::Market market = backtest::Market::load(plan);
  const backtest::Tags tags = backtest::Tags::compute({&plan, 1}, market);
  const backtest::Market other = backtest::Market::load(plan);
  CHECK(mentions(thrown_by([&] { require_tags(plan, other, tags); }), "another market"));
  const backtest::Plan in_step = small_plan({"run.tagging=in_step"});
  CHECK(mentions(thrown_by([&] { require_tags(in_step, market, tags); }), "in_step"));
}

TEST_CASE("a config without a tagger has nothing to tag with") {
  const backtest::Plan plan = backtest::Plan::parse(
      "data: {source: synthetic}\nstrategy: {plugin: buy_and_hold}\n",
      {.file = "plain.yaml", .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/plugins"}});
  CHECK(mentions(thrown_by([&] { backtest::require_taggers(plan); }), "nothing to tag with"));
}
