// SPDX-License-Identifier: Apache-2.0
#include "data/market_cursor.hpp"

#include <barometer/abi/bars.h>
#include <vector>

#include "data/bar_row.hpp"
#include "data/build_market.hpp"
#include "data/symbol_input.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

data::SymbolInput symbol(const std::vector<core::Timestamp>& times) {
  data::SymbolInput data;
  for (const core::Timestamp time : times) {
    data.bars.push_back({.close_time_ns = time, .close = static_cast<double>(time)});
  }
  return data;
}

// The second symbol misses the first step, the first the third.
data::MarketData gapped() {
  data::MarketData market = data::build_market({symbol({10, 20, 40}), symbol({20, 30, 40})});
  for (std::size_t step = 0; step < market.calendar.size(); ++step) {
    market.calendar[step].session_date = static_cast<core::Day>(market.timeline.times()[step] / 10);
  }
  return market;
}

}  // namespace

TEST_CASE("before the first step no symbol has a bar") {
  const data::MarketData market = gapped();
  const data::MarketCursor cursor(market);
  CHECK(cursor.now().index == -1);
  CHECK(cursor.now().active.empty());
  CHECK(cursor.bar_count(0) == 0);
  CHECK(cursor.index(1) == -1);
}

TEST_CASE("a step moves the symbols that have a bar in it, and no others") {
  const data::MarketData market = gapped();
  data::MarketCursor cursor(market);
  std::vector<std::vector<std::int64_t>> indices;
  for (std::int64_t step = 0; step < market.timeline.steps(); ++step) {
    const data::Step& now = cursor.advance();
    CHECK(now.index == step);
    CHECK(now.time_ns == market.timeline.time(step));
    indices.push_back({cursor.index(0), cursor.index(1)});
  }
  CHECK(indices == std::vector<std::vector<std::int64_t>>{{0, -1}, {1, 0}, {1, 1}, {2, 2}});
}

TEST_CASE("the latest bar, its calendar and the step's session are those of the step") {
  const data::MarketData market = gapped();
  data::MarketCursor cursor(market);
  for (int step = 0; step < 3; ++step) {
    cursor.advance();
  }
  CHECK(cursor.bar(0).close == 20);  // it has no bar in the third step
  CHECK(cursor.bar(1).close == 30);
  CHECK(cursor.calendar(1).session_date == 3);
  CHECK(cursor.session_date() == 3);
  CHECK(cursor.previous_time_ns() == 20);
}

TEST_CASE("the quoted spread is that of the latest bar, and nothing of data without quotes") {
  data::MarketData market = gapped();
  market.symbols[1].spreads = {{0.1, 0.2}, {0.3, 0.4}, {0.5, 0.6}};
  data::MarketCursor cursor(market);
  cursor.advance();
  cursor.advance();  // the second symbol's first bar
  CHECK(cursor.spread(0).open == 0);
  CHECK(cursor.spread(1).open == 0.1);
  CHECK(cursor.spread(1).widest() == 0.2);
  cursor.advance();
  CHECK(cursor.spread(1).close == 0.4);
}
