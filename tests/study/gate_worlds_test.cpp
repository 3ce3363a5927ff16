// SPDX-License-Identifier: Apache-2.0
// Whether a gate's figures hold what they say, on worlds whose truth is known: whole gates of the
// program, a few trials of each world, all of them where BAROMETER_SOAK is 2 or more.
#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/small_plan.hpp"
#include "core/workers.hpp"
#include "data/build_market.hpp"
#include "data/market_data.hpp"
#include "stats/random.hpp"
#include "study/gate.hpp"
#include "support/catch.hpp"
#include "support/rates.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

// Days of four symbols that a common state moves. Means and deviations are a day's.
struct World {
  const char* name;
  double calm_mean = 0;
  double calm_deviation = 0.01;
  double wild_mean = 0;
  double wild_deviation = 0.01;
  double correlation = 0.5;
};

constexpr World kIndependent{.name = "independent returns"};
constexpr World kTwoStates{.name = "two states", .calm_deviation = 0.008, .wild_deviation = 0.02};
constexpr World kHelps{.name = "wild states fall",
                       .calm_mean = 0.0012,
                       .calm_deviation = 0.008,
                       .wild_mean = -0.006,
                       .wild_deviation = 0.022};

constexpr double kLeavesCalm = 1.0 / 80;
constexpr double kLeavesWild = 1.0 / 40;

backtest::Plan plan_of(const std::string& action) {
  return backtest::Plan::parse(
      "data: {source: synthetic, bar: 1d, synthetic: {symbols: 4, bars: 1400}}\n"
      "regime:\n"
      "  plugin: regime\n"
      "  params:\n"
      "    preset: equity_daily\n"
      "    volatility: {reference: 250, reference_min: 60, high_in: 1.15, high_out: 1}\n"
      "strategy:\n"
      "  plugin: sma_cross\n"
      "  params: {fast: 2, slow: 6}\n"
      "  when: [{if: {volatility: [high, extreme]}, then: " +
          action + "}]\n",
      {.file = "world.yaml", .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/plugins"}});
}

// The bars of `whole` with other prices.
data::MarketData drawn_bars(const data::MarketData& whole, const World& world,
                            std::uint64_t trial) {
  stats::Random random(trial, stats::stream_of(world.name));
  std::vector<data::SymbolInput> inputs;
  for (const data::SymbolData& symbol : whole.symbols) {
    inputs.push_back(data::copy_of(symbol));
  }
  std::vector<double> prices(inputs.size(), 100);
  bool wild = random.uniform() < kLeavesCalm / (kLeavesCalm + kLeavesWild);
  for (std::size_t day = 0; day < inputs.front().bars.size(); ++day) {
    wild = random.uniform() < (wild ? kLeavesWild : kLeavesCalm) ? !wild : wild;
    const double common = random.normal();
    for (std::size_t s = 0; s < inputs.size(); ++s) {
      const double noise = std::sqrt(world.correlation) * common +
                           std::sqrt(1 - world.correlation) * random.normal();
      const double change = wild ? world.wild_mean + world.wild_deviation * noise
                                 : world.calm_mean + world.calm_deviation * noise;
      data::BarRow& bar = inputs[s].bars[day];
      bar.open = prices[s];
      bar.close = prices[s] *= std::max(1 + change, 0.5);
      bar.high = std::max(bar.open, bar.close);
      bar.low = std::min(bar.open, bar.close);
    }
  }
  return data::derived_market(whole, std::move(inputs), whole.spare_bars);
}

backtest::Market market_of(const backtest::Plan& plan, data::MarketData bars) {
  return backtest::Market(std::make_shared<const backtest::Market::State>(
      backtest::Market::State{.data = std::move(bars),
                              .data_group = backtest::data_group_of(plan.state().config),
                              .clock = {}}));
}

struct Rates {
  std::int64_t trials = 0;
  std::int64_t intervals = 0;
  std::int64_t cover_nothing = 0;  // of returns: 0 lies within
  std::int64_t sharpes = 0;
  std::int64_t cover_no_sharpe = 0;
  std::int64_t tested = 0;
  std::int64_t small = 0;  // p <= .05
};

void count(const analysis::GateResult& found, Rates& rates) {
  const analysis::GateTwin& twin = found.twins.back();
  ++rates.trials;
  if (twin.returns && twin.returns->low) {
    ++rates.intervals;
    rates.cover_nothing += *twin.returns->low <= 0 && 0 <= *twin.returns->high ? 1 : 0;
  }
  if (twin.sharpe) {
    ++rates.sharpes;
    rates.cover_no_sharpe += twin.sharpe->low <= 0 && 0 <= twin.sharpe->high ? 1 : 0;
  }
  if (found.placebo.p) {
    ++rates.tested;
    rates.small += *found.placebo.p <= 0.05 ? 1 : 0;
  }
}

Rates rates_of(const World& world, const std::string& action, std::int64_t trials) {
  const backtest::Plan plan = plan_of(action);
  const backtest::Market whole = backtest::Market::load(plan);
  Rates rates;
  std::mutex counting;
  core::Workers workers(backtest::threads_of(0, plan.state().config));
  workers.for_each(static_cast<std::size_t>(trials), 1, [&](std::size_t trial) {
    const backtest::Market market = market_of(plan, drawn_bars(whole.state().data, world, trial));
    const analysis::GateResult found = study::run_gate(
        plan, market, {.placebos = 200, .seed = trial, .thresholds = false}, {.threads = 1});
    const std::scoped_lock lock(counting);
    count(found, rates);
  });
  WARN(world.name << ", " << action << ": " << rates.trials << " trials; returns cover "
                  << rates.cover_nothing << " of " << rates.intervals << ", Sharpe ratios "
                  << rates.cover_no_sharpe << " of " << rates.sharpes << "; p <= .05 in "
                  << rates.small << " of " << rates.tested);
  return rates;
}

std::int64_t trials() {
  return test::long_form() ? 2000 : 60;
}

}  // namespace

// Prices are martingales, so that no gate can earn or lose anything: 0 is the truth of every
// interval of returns, and what happens in 5 % of trials is the level of p.
TEST_CASE("where regimes tell nothing, intervals hold 0 and p its level") {
  const World world = GENERATE(kIndependent, kTwoStates);
  const Rates rates = rates_of(world, "block_entries", trials());
  CHECK(rates.intervals >= rates.trials * 9 / 10);
  CHECK(rates.tested >= rates.trials * 9 / 10);
  CHECK(test::inside(rates.cover_nothing, rates.intervals, 0.92, 0.97));
  CHECK(test::inside(rates.small, rates.tested, 0.015, 0.085));
}

TEST_CASE("where wild states fall, a gate that leaves them is found to help") {
  const Rates rates = rates_of(kHelps, "flatten", test::long_form() ? 1000 : 40);
  CHECK(test::inside(rates.small, rates.tested, 0.80, 1));
  CHECK(rates.cover_nothing < rates.intervals / 2);
}
