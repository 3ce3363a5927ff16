// SPDX-License-Identifier: Apache-2.0
// The law of the number: with exactly so many bars a dimension has a tag on the last one, and with
// one bar less on none.
#include "backtest/needed_bars.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "backtest/backtest.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/small_plan.hpp"
#include "backtest/tags_state.hpp"
#include "backtest/trial_market.hpp"
#include "calendar/venue.hpp"
#include "core/workers.hpp"
#include "data/bar_row.hpp"
#include "data/build_market.hpp"
#include "data/market_data.hpp"
#include "data/symbol_input.hpp"
#include "regime/tag_set.hpp"
#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

std::size_t dimension_of(const backtest::RunPlan& run, const std::string& name) {
  for (std::size_t d = 0; d < run.dimensions().size(); ++d) {
    if (run.dimensions()[d].name == name) {
      return d;
    }
  }
  FAIL("no dimension " << name);
  return 0;
}

// One bar of New York, from which on the calendar tells the others.
data::MarketData us_market(core::Duration bar, double bars_per_session_day) {
  data::SymbolInput symbol;
  symbol.name = "A";
  const core::Duration first = bar == core::kDay ? core::kHour * 13 / 2 : bar;
  symbol.bars = {{utc("2021-01-04T14:30:00Z") + first, 1, 1, 1, 1, 1}};
  symbol.grid.origin = calendar::GridOrigin::session;
  symbol.grid.within_sessions = true;
  std::vector<data::SymbolInput> symbols;
  symbols.push_back(std::move(symbol));
  data::MarketData market = data::build_market(std::move(symbols));
  market.bar = bar;
  market.venues[0].hours =
      std::make_shared<const calendar::Venue>(calendar::find_venue("us_equity"));
  market.instruments = {{"A", BM_VENUE_SESSIONS, 0, bar, bars_per_session_day, 252}};
  return market;
}

std::int64_t known_bars(const backtest::RunPlan& run, const data::MarketData& market,
                        std::size_t dimension) {
  core::Workers workers(1);
  const regime::TagSet tags(run.taggers, market, regime::WantedTags::all(run.dimensions()),
                            workers);
  const auto labels = tags.view().category(0, dimension);
  const auto scalars = tags.view().scalar(0, dimension);
  return std::ranges::count_if(labels, [](std::int8_t label) { return label >= 0; }) +
         std::ranges::count_if(scalars, [](float x) { return !std::isnan(x); });
}

std::int64_t needed(const backtest::Plan& plan, const data::MarketData& market,
                    const std::string& name) {
  const auto& run = plan.state().plan;
  return backtest::NeededBars().of(plan.state().config, run, market, dimension_of(run, name));
}

// Of a tagger that never tags, and throws at the bar with the number 2000: a run of 1500 never gets
// there.
backtest::Plan plan_that_throws(std::vector<std::string> overrides = {}) {
  const std::string folder = BAROMETER_BINARY_DIR;
  return backtest::Plan::parse(
      "data: {source: synthetic, synthetic: {symbols: 2, bars: 1500, seed: 5}}\n"
      "regime: {plugin: throwing_tagger, params: {at_bar: 2000}}\n"
      "strategy:\n"
      "  plugin: buy_and_hold\n"
      "  when: [{if: {nothing: only}, then: flatten}]\n"
      "broker: {cash: 100000, commission: 10bps}\n",
      {.file = "small.yaml",
       .overrides = std::move(overrides),
       .plugin_folders = {folder + "/plugins", folder + "/tests/fixtures"}});
}

}  // namespace

TEST_CASE("with the bars that are told a tag is known on the last, for every dimension") {
  const std::vector<std::string> intraday{"regime.params.preset=equity_intraday"};
  for (const auto& [bar, per_day] : {std::pair{5 * core::kMinute, 78.0}, {core::kHour, 6.5}}) {
    const data::MarketData market = us_market(bar, per_day);
    const backtest::Plan plan = small_plan(intraday);
    const auto& run = plan.state().plan;
    for (std::size_t d = 0; d < run.dimensions().size(); ++d) {
      const std::string& name = run.dimensions()[d].name;
      INFO(name << " of " << core::format_duration(bar));
      const std::int64_t bars = needed(plan, market, name);
      const auto count = static_cast<std::size_t>(bars);
      CHECK(known_bars(run, backtest::trial_market(market, count), d) == 1);
      CHECK((bars == 1 || known_bars(run, backtest::trial_market(market, count - 1), d) == 0));
    }
  }
}

TEST_CASE("bars of a run's own prices are as many: hourly coins") {
  for (const char* name : {"volatility", "volatility_percentile", "trend_z"}) {
    const backtest::Plan plan = small_plan();
    const auto market = backtest::Market::load(plan);
    const std::int64_t bars = needed(plan, market.state().data, name);
    for (const std::int64_t given : {bars - 1, bars}) {
      const backtest::Plan shorter = small_plan({"data.synthetic.bars=" + std::to_string(given)});
      const auto few = backtest::Market::load(shorter);
      const auto& run = shorter.state().plan;
      INFO(name << " " << given);
      CHECK(known_bars(run, few.state().data, dimension_of(run, name)) == (given == bars ? 1 : 0));
    }
  }
}

TEST_CASE("time of day makes volatility wait longer than its windows") {
  // docs/regimes.md: 20 sessions for the median after 10 days of each slot of the day.
  const std::int64_t bars = needed(small_plan({"regime.params.preset=equity_intraday"}),
                                   us_market(5 * core::kMinute, 78), "volatility");
  CHECK(bars > 30 * 78);
  CHECK(bars < 31 * 78);
}

TEST_CASE("of a tagger on coarser bars those count") {
  const backtest::Plan plan =
      small_plan({"data.bar=1h", "regime.on=1d", "regime.params.preset=equity_daily"});
  // 500 fast volatilities from the second bar on.
  CHECK(needed(plan, us_market(core::kHour, 6.5), "volatility") == 501);
}

TEST_CASE("what has no value on such bars needs what the tagger declares") {
  const backtest::Plan plan = small_plan({"regime.params.preset=equity_daily"});
  CHECK(needed(plan, us_market(core::kDay, 1), "session") <= 1);
}

TEST_CASE("a tagger that fails on bars that a run does not have needs what it declares") {
  const backtest::Plan plan = plan_that_throws();
  const auto market = backtest::Market::load(plan);
  CHECK(needed(plan, market.state().data, "nothing") == 0);
  const backtest::Result result =
      backtest::run(plan, market);  // is not lost for a warning's number
  CHECK(std::ranges::count(result.warnings(), "unknown_tags") == 1);
}

TEST_CASE("numbers that were found before are those of the same tagger on the same bars") {
  const auto market = backtest::Market::load(small_plan());
  const data::MarketData& bars = market.state().data;
  backtest::NeededBars found;
  for (int again = 0; again < 2; ++again) {
    for (const char* window : {"300", "400"}) {
      const backtest::Plan plan =
          small_plan({std::string("regime.params.volatility.reference_min=") + window});
      const auto& run = plan.state().plan;
      for (const char* name : {"volatility", "trend_z"}) {
        CHECK(found.of(plan.state().config, run, bars, dimension_of(run, name)) ==
              needed(plan, bars, name));
      }
    }
  }
}
