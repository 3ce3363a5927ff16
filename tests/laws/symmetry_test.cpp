// SPDX-License-Identifier: Apache-2.0
// What a run must not depend on: repetition, the unit of money, the side.
#include <cmath>
#include <cstdint>

#include "data/market_data.hpp"
#include "laws/changed_units.hpp"

using namespace barometer;

TEST_CASE("the same run gives the same bits") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const loop::LoopResult first = play(random_run(seed));
    const loop::LoopResult second = play(random_run(seed));
    REQUIRE(first.fills.size() == second.fills.size());
    for (std::size_t i = 0; i < first.fills.size(); ++i) {
      REQUIRE(first.fills[i].order_id == second.fills[i].order_id);
      REQUIRE(first.fills[i].quantity == second.fills[i].quantity);
      REQUIRE(first.fills[i].price == second.fills[i].price);
    }
    REQUIRE(first.equity.size() == second.equity.size());
    for (std::size_t i = 0; i < first.equity.size(); ++i) {
      REQUIRE(first.equity[i].equity == second.equity[i].equity);
    }
    REQUIRE(first.actions == second.actions);
  }
}

TEST_CASE("prices and cash times 2^k: the same quantities, all money times 2^k, to the bit") {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    INFO("seed " << seed);
    const double scale = std::ldexp(1.0, static_cast<int>(seed % 49) - 24);
    const RandomRun plain = random_run(seed);
    const RandomRun scaled = with_money_times(plain, scale);
    require_scaled(play(scaled, notional_times(scale)), play(plain), scale);
  }
}

TEST_CASE("mirrored prices and turned orders earn the same, to the bit") {
  std::size_t fills = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    INFO("seed " << seed);
    const RandomRun plain = exact_run(seed);
    RandomRun other = exact_run(seed);
    other.market = mirrored(plain.market);
    const loop::LoopResult expected = play(plain, in_units);
    require_turned(play(other, turn_round), expected);
    fills += expected.fills.size();
  }
  CHECK(fills > 10'000);
}
