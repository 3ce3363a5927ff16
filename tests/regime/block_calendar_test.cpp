// SPDX-License-Identifier: Apache-2.0
#include "regime/block_calendar.hpp"

#include "data/build_market.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;

namespace {

// Symbol A closes at steps 0, 1, 3, 4, 5; symbol B at all six.
data::MarketData market() {
  std::vector<std::vector<data::BarRow>> bars(2);
  for (const std::int64_t step : {0, 1, 3, 4, 5}) {
    bars[0].push_back(test_bar(step, 1, 1));
  }
  for (std::int64_t step = 0; step < 6; ++step) {
    bars[1].push_back(test_bar(step, 1, 1));
  }
  return test_market(std::move(bars));
}

}  // namespace

TEST_CASE("a block of consecutive steps is a piece of the market's calendar") {
  const data::MarketData data = market();
  const auto sources = regime::sources_of(data);
  regime::BlockCalendar calendar(sources[1], 4);
  CHECK(calendar.of(0, 4) == data.calendar.data());
  CHECK(calendar.of(4, 2) == data.calendar.data() + 4);
}

TEST_CASE("rows of a block with a hole in it are gathered bar by bar") {
  const data::MarketData data = market();
  const auto sources = regime::sources_of(data);
  regime::BlockCalendar calendar(sources[0], 3);
  const bm_calendar_row* rows = calendar.of(0, 3);
  for (const auto& [bar, step] : {std::pair{0, 0}, std::pair{1, 1}, std::pair{2, 3}}) {
    CHECK(rows[bar].local_minute == data.calendar_at(step).local_minute);
  }
  CHECK(calendar.of(3, 2) == data.calendar.data() + 4);
}

TEST_CASE("one bar at a time needs no rows of its own, wherever the bar is") {
  const data::MarketData data = market();
  const auto sources = regime::sources_of(data);
  regime::BlockCalendar calendar(sources[0], 1);
  CHECK(calendar.of(0, 1) == data.calendar.data());
  CHECK(calendar.of(1, 1) == data.calendar.data() + 1);
  CHECK(calendar.of(2, 1) == data.calendar.data() + 3);
}

TEST_CASE("bars with a calendar of their own are handed a piece of it") {
  const data::MarketData data = market();
  regime::BarSource source = regime::sources_of(data)[1];
  source.steps = {};
  regime::BlockCalendar calendar(source, 3);
  CHECK(calendar.of(2, 3) == data.calendar.data() + 2);
}
