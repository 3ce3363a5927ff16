// SPDX-License-Identifier: Apache-2.0
#include "data/calendar_cursor.hpp"

#include <vector>

#include "data/bar_row.hpp"
#include "data/build_market.hpp"
#include "data/symbol_input.hpp"
#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("a cursor finds the steps of ascending times, neighbours and far ones") {
  std::vector<core::Timestamp> times;
  std::vector<bm_calendar_row> rows;
  for (int i = 0; i < 100; ++i) {
    times.push_back(10 * i);
    rows.emplace_back().session_date = i;
  }
  data::CalendarCursor cursor(times, rows.data());
  CHECK(cursor.step_at(0) == 0);
  CHECK(cursor.step_at(10) == 1);
  CHECK(cursor.at(550).session_date == 55);
  CHECK(cursor.at(560).session_date == 56);
  CHECK(cursor.at(990).session_date == 99);
}

TEST_CASE("the cursor of a symbol reads the rows of its venue") {
  std::vector<data::SymbolInput> symbols(2);
  symbols[0].bars = {{5, 1, 1, 1, 1, 1}, {6, 1, 1, 1, 1, 1}};
  symbols[1].bars = {{6, 1, 1, 1, 1, 1}};
  symbols[1].venue = 1;
  data::MarketData market = data::build_market(std::move(symbols));
  market.calendar[1].session_date = 42;
  market.venues[1].calendar[1].session_date = 43;
  CHECK(data::CalendarCursor(market, market.symbols[0]).at(6).session_date == 42);
  CHECK(data::CalendarCursor(market, market.symbols[1]).at(6).session_date == 43);
}
