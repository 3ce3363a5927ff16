// SPDX-License-Identifier: Apache-2.0
#include "regime/split_adjusted.hpp"

#include "data/build_market.hpp"
#include "data/corporate_actions.hpp"
#include "data/symbol_input.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

namespace barometer {

namespace {

data::CorporateAction action(core::Day ex_date, double split, double dividend = 0) {
  data::CorporateAction action;
  action.ex_date = ex_date;
  action.split = split;
  action.dividend = dividend;
  return action;
}

// A bar a day from day 10 on, all at a price of 28 and a volume of 6.
data::MarketData four_days(std::vector<data::CorporateAction> actions) {
  std::vector<data::SymbolInput> symbols(1);
  symbols[0].actions = std::move(actions);
  for (core::Day day = 10; day < 14; ++day) {
    symbols[0].bars.push_back({day * core::kDay, 28, 28, 28, 28, 6});
  }
  data::MarketData market = data::build_market(std::move(symbols));
  for (std::size_t step = 0; step < 4; ++step) {
    market.calendar[step].session_date = 10 + static_cast<core::Day>(step);
  }
  data::place_actions(market);
  return market;
}

}  // namespace

TEST_CASE("from the ex-date on prices are multiplied by the split and volumes divided") {
  const data::MarketData market = four_days({action(12, 7), action(13, 1, 1)});
  const data::SymbolData& symbol = market.symbols[0];
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
  const data::MarketData market = four_days({action(11, 2), action(13, 0.25)});
  const std::vector<data::BarRow> bars = regime::split_adjusted(market.symbols[0]);
  CHECK(bars[1].close == 56);
  CHECK(bars[3].close == 14);
}

TEST_CASE("splits that the bars do not know leave them as they are") {
  CHECK(regime::split_adjusted(four_days({}).symbols[0]).empty());
  // In the first price already; behind the last bar; a dividend alone.
  CHECK(
      regime::split_adjusted(four_days({action(10, 7), action(12, 1, 1), action(14, 7)}).symbols[0])
          .empty());
}

}  // namespace barometer
