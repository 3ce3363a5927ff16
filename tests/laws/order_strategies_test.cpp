// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <vector>

#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

namespace {

bool is_flat(double position) {
  return position > -1e-9 && position < 1e-9;
}

}  // namespace

TEST_CASE("donchian_breakout buys only while flat and is never short") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    INFO("seed " << seed);
    const data::MarketData market = random_market(seed, {.symbols = 3, .steps = 400});
    const loop::LoopResult result =
        run_plugin("donchian_breakout", {{"channel", "10"}, {"atr", "5"}}, market, {});
    REQUIRE(result.fills.size() > 10);
    std::vector<double> held(3, 0.0);
    for (const orders::Fill& fill : result.fills.view()) {
      CHECK(is_flat(held[fill.symbol]) == (fill.quantity > 0));
      held[fill.symbol] += fill.quantity;
      CHECK(held[fill.symbol] > -1e-9);
    }
  }
}

// Hourly bars from midnight UTC: at the close of 16:00 it leaves, the bar to 17:00 fills.
TEST_CASE("session_mean_reversion enters inside its hours and holds nothing after the next bar") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    INFO("seed " << seed);
    const data::MarketData market =
        random_market(seed, {.symbols = 2, .steps = 2'000, .ragged = false});
    const loop::LoopResult result = run_plugin(
        "session_mean_reversion",
        {{"window", "10"}, {"width", "1"}, {"from", "8h"}, {"leave", "16h"}}, market, {});
    REQUIRE(result.fills.size() > 20);
    std::vector<double> held(2, 0.0);
    std::vector<std::int64_t> since(2, 0);
    for (const orders::Fill& fill : result.fills.view()) {
      const std::int64_t hour = fill.time_ns / core::kHour;
      if (is_flat(held[fill.symbol])) {
        since[fill.symbol] = hour;
        CHECK((hour % 24 > 8 && hour % 24 < 16));
      } else {
        CHECK(hour / 24 == since[fill.symbol] / 24);
        CHECK(hour % 24 <= 17);
      }
      held[fill.symbol] += fill.quantity;
    }
  }
}
