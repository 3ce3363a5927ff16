// SPDX-License-Identifier: Apache-2.0
// Inference by regime on the ten coins with the shipped tags: whoever draws his sides blind to
// every tag is told that a regime matters in a twentieth of the runs.
#include <barometer/backtest/api/tags.hpp>

#include <algorithm>

#include "backtest/backtest.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/tags_state.hpp"
#include "inference/blind_run.hpp"
#include "inference/proof_table.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

enum class Sides { one_for_all, own_per_coin, late_start };

struct Coins {
  Coins()
      : plan(backtest::Plan::load({"configs/crypto_hourly.yaml",
                                   {"latency.meter=off"},
                                   {std::string(BAROMETER_BINARY_DIR) + "/plugins"}})),
        market(backtest::Market::load(plan)),
        tags(backtest::Tags::compute({&plan, 1}, market)),
        view(backtest::view_of(plan, tags, {plan.state().plan.wanted, {}})) {}

  const data::MarketData& bars() const { return market.state().data; }

  backtest::Plan plan;
  backtest::Market market;
  backtest::Tags tags;
  regime::TagView view;
};

// A thousand of a coin either way, changed at times that are the same for all coins where one side
// is; a late start is anywhere in the first half of the coin's bars.
std::vector<std::vector<test::SideChange>> sides_of(const data::MarketData& market, Sides sides,
                                                    std::uint64_t seed) {
  std::vector<std::vector<test::SideChange>> all;
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    const auto& bars = market.symbols[s].bars;
    const std::uint64_t own = sides == Sides::one_for_all ? 0 : 1 + s;
    stats::Random random(100 * seed + own, 3);
    const auto late =
        sides == Sides::late_start
            ? static_cast<std::size_t>(random.uniform() * static_cast<double>(bars.size()) / 2)
            : std::size_t{0};
    std::vector<test::SideChange>& mine = all.emplace_back();
    // Counted from the end, where all coins have their last bar.
    for (const test::SideChange& change : test::blind_sides(bars.size(), 100 * seed + own)) {
      const std::size_t bar = sides == Sides::one_for_all ? bars.size() - change.bar : change.bar;
      if (bar > late && bar < bars.size()) {
        mine.push_back({bar, change.quantity * 1000 / bars[bar].open});
      }
    }
    std::ranges::sort(mine, {}, &test::SideChange::bar);
  }
  return all;
}

}  // namespace

TEST_CASE("blind sides on ten coins find that a regime matters in a twentieth of the runs") {
  static const Coins coins;
  REQUIRE(coins.bars().symbols.size() == 10);
  config::RunConfig config = coins.plan.state().config;
  config.broker.cash = 1e7;
  const Sides sides = GENERATE(Sides::one_for_all, Sides::own_per_coin, Sides::late_start);
  test::NullTally tally(sides == Sides::one_for_all    ? "ten coins, one side for all"
                        : sides == Sides::own_per_coin ? "ten coins, own sides"
                                                       : "ten coins, own sides, late start");
  for (std::int64_t trial = 0; trial < test::proof_trials(20); ++trial) {
    tally.add(
        test::analyse_sides(coins.bars(), coins.view, config,
                            sides_of(coins.bars(), sides, static_cast<std::uint64_t>(trial))));
  }
  tally.check();
}

}  // namespace barometer
