// SPDX-License-Identifier: Apache-2.0
#include "data/build_market.hpp"

#include <barometer/abi/bars.h>
#include <cmath>
#include <limits>
#include <utility>

#include "data/bar_row.hpp"
#include "data/symbol_input.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

data::SymbolInput symbol_of(const std::string& name, const std::vector<core::Timestamp>& times) {
  data::SymbolInput symbol;
  symbol.name = name;
  symbol.source = "made for a test";
  for (const core::Timestamp time : times) {
    symbol.bars.push_back({time, 1, 2, 0.5, 1.5, 7});
  }
  return symbol;
}

}  // namespace

TEST_CASE("all bars and the calendar lie in one arena, in config order") {
  data::MarketData market = data::build_market({symbol_of("A", {1, 2, 4}), symbol_of("B", {2, 3})});
  REQUIRE(market.symbols.size() == 2);
  CHECK(market.symbols[0].name == "A");
  CHECK(market.symbols[1].source == "made for a test");
  CHECK(market.timeline.steps() == 4);
  CHECK(market.calendar.size() == 4);
  CHECK(market.arena.layout().columns() == 3);
  for (std::size_t s = 0; s < 2; ++s) {
    CHECK(static_cast<const void*>(market.symbols[s].bars.data()) == market.arena.shown(s));
  }
  CHECK(static_cast<const void*>(market.calendar.data()) == market.arena.shown(2));
  CHECK(market.symbols[0].bars[2].close_time_ns == 4);
  CHECK(market.symbols[1].bars[1].volume == 7);
  CHECK_FALSE(market.arena.damaged());
}

TEST_CASE("spare rows behind the last bar can be read and say nothing") {
  const data::MarketData market = data::build_market({symbol_of("A", {1, 2})}, 3);
  REQUIRE(market.symbols[0].bars.size() == 2);
  CHECK(market.spare_bars == 3);
  for (std::size_t row = 2; row < 5; ++row) {
    const data::BarRow& spare = market.symbols[0].bars.data()[row];
    CHECK(spare.close_time_ns == std::numeric_limits<core::Timestamp>::max());
    CHECK(std::isnan(spare.close));
  }
  CHECK_FALSE(market.arena.damaged());
}

TEST_CASE("a market that moves keeps its rows where they are") {
  data::MarketData market = data::build_market({symbol_of("A", {1, 2})});
  const data::BarRow* rows = market.symbols[0].bars.data();
  const data::MarketData moved = std::move(market);
  CHECK(moved.symbols[0].bars.data() == rows);
}

TEST_CASE("quoted spreads go along with a symbol, its copies and the markets made of those") {
  data::SymbolInput quoted = symbol_of("A", {1, 2});
  quoted.spreads = {{0.5, 1}, {1.5, 2}};
  const data::MarketData market = data::build_market({quoted, symbol_of("B", {1})});
  REQUIRE(market.symbols[0].spreads.size() == 2);
  CHECK(market.symbols[0].spreads[1].open == 1.5);
  CHECK(market.symbols[1].spreads.empty());
  CHECK(data::copy_of(market.symbols[0]).spreads[1].close == 2);
}

TEST_CASE("the steps of a symbol are those of its bars") {
  const data::MarketData market =
      data::build_market({symbol_of("A", {1, 2, 4, 9}), symbol_of("B", {2, 3, 9})});
  CHECK(data::steps_of(market, market.symbols[0]) == std::vector<std::int64_t>{0, 1, 3, 4});
  CHECK(data::steps_of(market, market.symbols[1]) == std::vector<std::int64_t>{1, 2, 4});
}

TEST_CASE("a market of nothing has no steps") {
  CHECK(data::build_market({}).timeline.steps() == 0);
}
