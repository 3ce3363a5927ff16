// SPDX-License-Identifier: Apache-2.0
#include "backtest/needed_bars.hpp"

#include <memory>
#include <string_view>

#include "backtest/plan_state.hpp"
#include "backtest/small_plan.hpp"
#include "calendar/venue.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

// Bars that the dimension needs in a market of so many bars a session day.
std::int64_t needed(const std::string& dimension, double bars_per_session_day,
                    const std::vector<std::string>& overrides) {
  const backtest::Plan plan = small_plan(overrides);
  data::MarketData market;
  bm_instrument instrument{};
  instrument.bars_per_session_day = bars_per_session_day;
  market.instruments = {instrument};
  market.bar = core::kMinute;
  market.hours = std::make_shared<const calendar::Venue>(calendar::find_venue("us_equity"));
  const auto& run = plan.state().plan;
  const auto bars = backtest::needed_bars(plan.state().config, run, market);
  REQUIRE(bars.size() == run.dimensions().size());
  for (std::size_t d = 0; d < bars.size(); ++d) {
    if (run.dimensions()[d].name == dimension) {
      return bars[d];
    }
  }
  FAIL("no dimension " << dimension);
  return 0;
}

}  // namespace

TEST_CASE("windows in sessions are counted in the market's bars") {
  // docs/regimes.md: 20 sessions of 390 minutes before the median is known.
  CHECK(needed("volatility", 390, {"regime.params.preset=equity_intraday"}) == 20 * 390);
  // Hourly coins: 500 bars.
  CHECK(needed("volatility", 24, {}) == 500);
}

TEST_CASE("what the config states stands, and so does what the tagger declares") {
  CHECK(needed("volatility", 390,
               {"regime.params.preset=equity_intraday", "regime.params.bars_per_session_day=10"}) ==
        20 * 10);
  CHECK(needed("volatility", 0, {}) == 500);
}

TEST_CASE("of a tagger on coarser bars those count") {
  CHECK(needed("volatility", 390, {"data.bar=1min", "regime.on=1d", "regime.params.preset=fx"}) ==
        500);
}
