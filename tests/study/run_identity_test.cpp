// SPDX-License-Identifier: Apache-2.0
#include "study/run_identity.hpp"

#include <algorithm>

#include "backtest/plan_state.hpp"
#include "backtest/small_plan.hpp"
#include "study/engine_build.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;
using backtest::Market;
using backtest::Plan;
using backtest::Window;

namespace {

std::string identity(const Plan& plan, const Market& market, const Window& window = {}) {
  return study::identity_of(study::variant_of(plan, market), window,
                            plan.state().plan.strategy_params.described());
}

std::string identity(std::vector<std::string> overrides) {
  const Plan plan = small_plan(std::move(overrides));
  return identity(plan, Market::load(plan));
}

}  // namespace

TEST_CASE("what changes no figure changes no identity") {
  const std::string plain = identity({});
  CHECK(plain.size() == 32);
  for (const char* same :
       {"run.name=other", "run.threads=3", "run.tagging=in_step", "run.step_deadline=5s",
        "output.dir=elsewhere", "output.tags=true", "output.equity=none", "output.decimals=3",
        "latency.meter=off", "strategy.params.lookback=24", "run.seed=1"}) {
    INFO(same);
    CHECK(identity({same}) == plain);
  }
}

TEST_CASE("what may change a figure changes the identity") {
  const std::string plain = identity({});
  for (const char* other :
       {"strategy.params.lookback=25", "broker.cash=99999", "broker.commission=11bps",
        "data.synthetic.seed=6", "data.synthetic.bars=1501", "regime.params.preset=fx",
        "output.round_trips=average", "run.seed=2", "data.from=2020-02-01",
        "strategy.when=[{if: {volatility: extreme}, then: flatten}]"}) {
    INFO(other);
    CHECK(identity({other}) != plain);
  }
}

TEST_CASE("strategy parameters count apart from the rest, in any order") {
  const Plan plan = small_plan();
  const Plan changed = small_plan({"strategy.params.lookback=25"});
  const Market market = Market::load(plan);
  const study::RunVariant variant = study::variant_of(plan, market);
  CHECK(study::variant_of(changed, market).hash == variant.hash);
  CHECK(identity(changed, market) != identity(plan, market));
  auto params = plan.state().plan.strategy_params.described();
  REQUIRE(params.size() > 1);
  std::ranges::reverse(params);
  CHECK(study::identity_of(variant, {}, params) == identity(plan, market));
  CHECK(study::identity_of(variant, {.to_ns = 5}, params) != identity(plan, market));
  CHECK(study::identity_of(variant, {.from_ns = 5}, params) !=
        study::identity_of(variant, {.to_ns = 5}, params));
  CHECK(variant.strategy == "regime_momentum");
  CHECK(variant.symbols == market.symbols());
}

TEST_CASE("parts are told apart from their neighbours") {
  const study::RunVariant variant{
      .hash = "v", .strategy = {}, .config = {}, .data_hash = {}, .engine = {}, .plugins = {}};
  using Params = std::vector<std::pair<std::string, std::string>>;
  CHECK(study::identity_of(variant, {}, Params{{"a", "bc"}}) !=
        study::identity_of(variant, {}, Params{{"ab", "c"}}));
}

TEST_CASE("the canonical config says what counts") {
  const std::string json =
      study::canonical_json(study::identifying(config::describe(small_plan().state().config)));
  CHECK(json.find("\"cash\"") != std::string::npos);
  CHECK(json.find("\"latency\"") == std::string::npos);
  CHECK(json.find("\"lookback\"") == std::string::npos);
  CHECK(json.find("\"threads\"") == std::string::npos);
  CHECK(json.find("\"round_trips\"") != std::string::npos);
}
