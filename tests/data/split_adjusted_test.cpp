// SPDX-License-Identifier: Apache-2.0
#include "data/split_adjusted.hpp"

#include <cmath>
#include <limits>

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
  data::place_actions(market);  // which lays the bars out
  return market;
}

}  // namespace

TEST_CASE("from the ex-date on prices are multiplied by the split and volumes divided") {
  const data::MarketData market = four_days({action(12, 7), action(13, 1, 1)});
  const data::SymbolData& symbol = market.symbols[0];
  const core::Rows<data::BarRow>& bars = symbol.view_bars;
  REQUIRE(bars.size() == 4);
  CHECK(bars[1].close == 28);
  CHECK(bars[2].open == 196);
  CHECK(bars[2].high == 196);
  CHECK(bars[2].low == 196);
  CHECK(bars[3].close == 196);
  CHECK(bars[3].volume == Approx(6.0 / 7));
  CHECK(bars[3].close_time_ns == symbol.bars[3].close_time_ns);
  CHECK(symbol.bars[3].close == 28);
}

TEST_CASE("splits multiply") {
  const data::MarketData market = four_days({action(11, 2), action(13, 0.25)});
  const data::SymbolData& symbol = market.symbols[0];
  CHECK(symbol.view_bars[1].close == 56);
  CHECK(symbol.view_bars[3].close == 14);
  const double units[] = {1, 2, 2, 0.5};
  for (std::int64_t bar = 0; bar < 4; ++bar) {
    CHECK(data::units_at(symbol, bar) == units[bar]);
  }
}

TEST_CASE("a split that the next one takes back leaves the bars as quoted, to the bit") {
  data::MarketData market = four_days({});
  market.symbols[0].actions = {action(11, 1), action(13, 3)};
  market.symbols[0].actions[0].split = {1, 3};
  market.symbols[0].bars[3].close = 0.1;
  data::place_actions(market);
  CHECK(market.symbols[0].view_bars[3].close == 0.1);
  CHECK(data::units_at(market.symbols[0], 3) == 1);
}

TEST_CASE("splits that the bars do not know leave them as they are, without a copy") {
  const auto is_shared = [](const data::MarketData& market) {
    const data::SymbolData& symbol = market.symbols[0];
    return symbol.view_bars.data() == symbol.bars.data() && symbol.unit_changes.empty();
  };
  CHECK(is_shared(four_days({})));
  // In the first price already; behind the last bar; a dividend alone.
  CHECK(is_shared(four_days({action(10, 7), action(12, 1, 1), action(14, 7)})));
}

TEST_CASE("what can be read behind the last bar is NaN there too") {
  std::vector<data::SymbolInput> symbols(1);
  symbols[0].actions = {action(11, 2)};
  symbols[0].bars = {{10 * core::kDay, 28, 28, 28, 28, 6}, {11 * core::kDay, 14, 14, 14, 14, 6}};
  data::MarketData market = data::build_market(std::move(symbols), 1);
  market.calendar[0].session_date = 10;
  market.calendar[1].session_date = 11;
  data::place_actions(market);
  const data::BarRow& spare = market.symbols[0].view_bars.data()[2];
  CHECK(std::isnan(spare.close));
  CHECK(spare.close_time_ns == std::numeric_limits<core::Timestamp>::max());
}

}  // namespace barometer
