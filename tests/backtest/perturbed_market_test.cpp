// SPDX-License-Identifier: Apache-2.0
#include "backtest/perturbed_market.hpp"

#include <cmath>
#include <cstring>

#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;
using backtest::Future;
using backtest::PerturbedMarket;

namespace {

bool same_bars(const data::SymbolData& a, const data::SymbolData& b, std::size_t count) {
  return std::memcmp(a.bars.data(), b.bars.data(), count * sizeof(data::BarRow)) == 0;
}

}  // namespace

TEST_CASE("a removed future leaves the past to the bit") {
  const data::MarketData market = random_market(1, {.symbols = 2, .steps = 40, .ragged = false});
  const PerturbedMarket cut(market, Future::removed, test_time(9), 1);
  CHECK(cut.market().timeline.steps() == 10);
  for (std::size_t s = 0; s < 2; ++s) {
    CHECK(cut.market().symbols[s].bars.size() == 10);
    CHECK(same_bars(cut.market().symbols[s], market.symbols[s], 10));
  }
}

TEST_CASE("noise keeps times and past, changes every later bar and depends on the seed") {
  const data::MarketData market = random_market(2, {.symbols = 1, .steps = 40, .ragged = false});
  const PerturbedMarket a(market, Future::noise, test_time(9), 1);
  const PerturbedMarket b(market, Future::noise, test_time(9), 2);
  const auto& whole = market.symbols[0].bars;
  const auto& noisy = a.market().symbols[0].bars;
  CHECK(same_bars(a.market().symbols[0], market.symbols[0], 10));
  for (std::size_t i = 10; i < whole.size(); ++i) {
    CHECK(noisy[i].close_time_ns == whole[i].close_time_ns);
    CHECK(noisy[i].close != whole[i].close);
    CHECK(noisy[i].high >= std::max(noisy[i].open, noisy[i].close));
    CHECK(noisy[i].low <= std::min(noisy[i].open, noisy[i].close));
  }
  CHECK(noisy.back().close != b.market().symbols[0].bars.back().close);
}

TEST_CASE("plug-ins that read past the end find NaN") {
  const data::MarketData market = random_market(3, {.symbols = 1, .steps = 20, .ragged = false});
  const PerturbedMarket kept(market, Future::kept, 0, 0);
  const regime::BarSource source = regime::sources_of(kept.market()).front();
  REQUIRE(source.count == 20);
  REQUIRE(source.spare > 0);
  CHECK(std::isnan(source.bars.close[source.count * source.bars.stride]));
  CHECK(same_bars(kept.market().symbols[0], market.symbols[0], 20));
}

TEST_CASE("quoted spreads have the same past, and end or change with their bars") {
  data::MarketData market = random_market(4, {.symbols = 1, .steps = 40, .ragged = false});
  auto& spreads = market.symbols[0].spreads;
  for (std::size_t i = 0; i < 40; ++i) {
    spreads.push_back({0.01 * static_cast<double>(i + 1), 0.02});
  }
  const PerturbedMarket cut(market, Future::removed, test_time(9), 1);
  CHECK(cut.market().symbols[0].spreads.size() == 10);
  CHECK(cut.market().symbols[0].spreads[9].open == spreads[9].open);
  const PerturbedMarket noise(market, Future::noise, test_time(9), 1);
  const auto& noisy = noise.market().symbols[0].spreads;
  REQUIRE(noisy.size() == 40);
  for (std::size_t i = 0; i < 40; ++i) {
    CHECK((noisy[i].open == spreads[i].open) == (i < 10));
    CHECK((noisy[i].close == spreads[i].close) == (i < 10));
  }
  const PerturbedMarket kept(market, Future::kept, 0, 0);
  CHECK(kept.market().symbols[0].spreads.size() == 40);
}
