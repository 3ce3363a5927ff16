// SPDX-License-Identifier: Apache-2.0
#include "regime/split_adjusted.hpp"

#include "support/catch.hpp"
#include "support/test_market.hpp"

namespace barometer {

namespace {

data::CorporateAction action(data::Day ex_date, double split, double dividend = 0) {
  data::CorporateAction action;
  action.ex_date = ex_date;
  action.split = split;
  action.dividend = dividend;
  return action;
}

// A bar a day from day 10 on, all at a price of 28 and a volume of 6.
data::SymbolData four_days() {
  data::SymbolData symbol;
  for (data::Day day = 10; day < 14; ++day) {
    symbol.bars.push_back({day * core::kDay, 28, 28, 28, 28, 6});
    symbol.calendar.emplace_back().session_date = day;
  }
  return symbol;
}

}  // namespace

TEST_CASE("from the ex-date on prices are multiplied by the split and volumes divided") {
  data::SymbolData symbol = four_days();
  symbol.actions = {action(12, 7), action(13, 1, 1)};
  const std::vector<data::BarRow> bars = regime::split_adjusted(symbol);
  REQUIRE(bars.size() == 4);
  CHECK(bars[1].close == 28);
  CHECK(bars[2].open == 196);
  CHECK(bars[2].high == 196);
  CHECK(bars[2].low == 196);
  CHECK(bars[3].close == 196);
  CHECK(bars[3].volume == Approx(6.0 / 7));
  CHECK(bars[3].close_time_ns == symbol.bars[3].close_time_ns);
}

TEST_CASE("splits multiply") {
  data::SymbolData symbol = four_days();
  symbol.actions = {action(11, 2), action(13, 0.25)};
  const std::vector<data::BarRow> bars = regime::split_adjusted(symbol);
  CHECK(bars[1].close == 56);
  CHECK(bars[3].close == 14);
}

TEST_CASE("splits that the bars do not know leave them as they are") {
  data::SymbolData symbol = four_days();
  CHECK(regime::split_adjusted(symbol).empty());
  // In the first price already; behind the last bar; a dividend alone.
  symbol.actions = {
      {.ex_date = 10, .split = 7}, {.ex_date = 12, .dividend = 1}, {.ex_date = 14, .split = 7}};
  CHECK(regime::split_adjusted(symbol).empty());
}

}  // namespace barometer
