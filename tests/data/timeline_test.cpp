// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <random>

#include "data/bars.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

data::SymbolData symbol_with(std::vector<core::Timestamp> times) {
  data::SymbolData symbol;
  for (const core::Timestamp time : times) {
    symbol.bars.push_back({time, 1, 1, 1, 1, 1});
  }
  return symbol;
}

std::vector<core::SymbolIndex> active(const data::Timeline& timeline, std::int64_t step) {
  const auto symbols = timeline.active(step);
  return {symbols.begin(), symbols.end()};
}

}  // namespace

TEST_CASE("ragged starts, gaps and early ends") {
  std::vector<data::SymbolData> symbols;
  symbols.push_back(symbol_with({1, 2, 4}));
  symbols.push_back(symbol_with({2, 3, 4, 5}));
  symbols.push_back(symbol_with({2}));
  const data::Timeline timeline(symbols);
  REQUIRE(timeline.steps() == 5);
  CHECK(timeline.time(0) == 1);
  CHECK(timeline.time(4) == 5);
  CHECK(active(timeline, 0) == std::vector<core::SymbolIndex>{0});
  CHECK(active(timeline, 1) == std::vector<core::SymbolIndex>{0, 1, 2});
  CHECK(active(timeline, 2) == std::vector<core::SymbolIndex>{1});
  CHECK(active(timeline, 3) == std::vector<core::SymbolIndex>{0, 1});
  CHECK(active(timeline, 4) == std::vector<core::SymbolIndex>{1});
}

TEST_CASE("steps until a time count the step at that time") {
  std::vector<data::SymbolData> symbols;
  symbols.push_back(symbol_with({10, 20}));
  const data::Timeline timeline(symbols);
  CHECK(timeline.steps_until(9) == 0);
  CHECK(timeline.steps_until(10) == 1);
  CHECK(timeline.steps_until(19) == 1);
  CHECK(timeline.steps_until(20) == 2);
}

TEST_CASE("no symbols, no steps") {
  CHECK(data::Timeline(std::span<const data::SymbolData>()).steps() == 0);
}

TEST_CASE("random panels equal a map from time to symbols") {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    std::vector<data::SymbolData> symbols;
    std::map<core::Timestamp, std::vector<core::SymbolIndex>> expected;
    for (core::SymbolIndex index = 0; index < 7; ++index) {
      std::vector<core::Timestamp> times;
      for (core::Timestamp time = 0; time < 40; ++time) {
        if (random() % 3 == 0) {
          times.push_back(time);
          expected[time].push_back(index);
        }
      }
      symbols.push_back(symbol_with(times));
    }
    const data::Timeline timeline(symbols);
    REQUIRE(timeline.steps() == std::ssize(expected));
    std::int64_t step = 0;
    for (const auto& [time, indices] : expected) {
      CHECK(timeline.time(step) == time);
      CHECK(active(timeline, step++) == indices);
    }
  }
}
