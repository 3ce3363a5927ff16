// SPDX-License-Identifier: Apache-2.0
#include "backtest/blinded_bars.hpp"

#include <cmath>

#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;

TEST_CASE("bars up to the end that is shown are the bars, behind it is nothing") {
  const data::MarketData market = random_market(4, {.symbols = 1, .steps = 30, .ragged = false});
  const bm_bars real = data::view_of(market.symbols[0].bars);
  backtest::BlindedBars blinded(30, core::kDay);
  const bm_bars first = blinded.show(real, 3);
  const bm_bars more = blinded.show(real, 20);
  CHECK(more.close == first.close);  // a plug-in may keep the pointers
  for (std::int64_t bar = 0; bar < 30; ++bar) {
    const std::int64_t at = bar * more.stride;
    if (bar < 20) {
      CHECK(more.close[at] == real.close[bar * real.stride]);
      CHECK(more.volume[at] == real.volume[bar * real.stride]);
      CHECK(more.close_time_ns[at] == real.close_time_ns[bar * real.stride] + core::kDay);
    } else {
      CHECK(std::isnan(more.close[at]));
    }
  }
}

TEST_CASE("who reads on from the first bar finds nothing behind the series either") {
  const data::MarketData market = random_market(4, {.symbols = 1, .steps = 5000, .ragged = false});
  backtest::BlindedBars blinded(5000, 0);
  const bm_bars shown = blinded.show(data::view_of(market.symbols[0].bars), 1);
  for (std::int64_t bar = 1; bar < 7000; ++bar) {
    REQUIRE(std::isnan(shown.close[bar * shown.stride]));
  }
}
