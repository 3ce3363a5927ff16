// SPDX-License-Identifier: Apache-2.0
#include "data/timeline.hpp"

#include <map>
#include <random>

#include "core/symbol.hpp"
#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

using Bars = std::vector<data::BarRow>;

Bars bars_at(std::vector<core::Timestamp> times) {
  Bars bars;
  for (const core::Timestamp time : times) {
    bars.push_back({time, 1, 1, 1, 1, 1});
  }
  return bars;
}

data::Timeline timeline_of(const std::vector<Bars>& symbols) {
  const std::vector<std::span<const data::BarRow>> bars(symbols.begin(), symbols.end());
  return data::Timeline(bars);
}

std::vector<core::SymbolIndex> active(const data::Timeline& timeline, std::int64_t step) {
  const auto symbols = timeline.active(step);
  return {symbols.begin(), symbols.end()};
}

}  // namespace

TEST_CASE("ragged starts, gaps and early ends") {
  std::vector<Bars> symbols;
  symbols.push_back(bars_at({1, 2, 4}));
  symbols.push_back(bars_at({2, 3, 4, 5}));
  symbols.push_back(bars_at({2}));
  const data::Timeline timeline = timeline_of(symbols);
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
  std::vector<Bars> symbols;
  symbols.push_back(bars_at({10, 20}));
  const data::Timeline timeline = timeline_of(symbols);
  CHECK(timeline.steps_until(9) == 0);
  CHECK(timeline.steps_until(10) == 1);
  CHECK(timeline.steps_until(19) == 1);
  CHECK(timeline.steps_until(20) == 2);
}

TEST_CASE("steps of all symbols and repeated sets of them are the same list") {
  const data::Timeline timeline =
      timeline_of({bars_at({1, 2, 3, 4, 5, 6}), bars_at({3, 4, 6}), bars_at({3, 5})});
  CHECK(timeline.times().size() == 6);
  CHECK(timeline.active(0).data() == timeline.active(1).data());
  CHECK(active(timeline, 2) == std::vector<core::SymbolIndex>{0, 1, 2});
  CHECK(active(timeline, 3) == std::vector<core::SymbolIndex>{0, 1});
  CHECK(active(timeline, 4) == std::vector<core::SymbolIndex>{0, 2});
  CHECK(active(timeline, 5) == std::vector<core::SymbolIndex>{0, 1});
}

TEST_CASE("no symbols, no steps") {
  CHECK(timeline_of({}).steps() == 0);
}

TEST_CASE("random panels equal a map from time to symbols") {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    std::vector<Bars> symbols;
    std::map<core::Timestamp, std::vector<core::SymbolIndex>> expected;
    for (core::SymbolIndex index = 0; index < 7; ++index) {
      std::vector<core::Timestamp> times;
      for (core::Timestamp time = 0; time < 40; ++time) {
        if (random() % 3 == 0) {
          times.push_back(time);
          expected[time].push_back(index);
        }
      }
      symbols.push_back(bars_at(times));
    }
    const data::Timeline timeline = timeline_of(symbols);
    REQUIRE(timeline.steps() == std::ssize(expected));
    std::int64_t step = 0;
    for (const auto& [time, indices] : expected) {
      CHECK(timeline.time(step) == time);
      CHECK(active(timeline, step++) == indices);
    }
  }
}
