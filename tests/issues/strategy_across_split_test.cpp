// SPDX-License-Identifier: Apache-2.0
// Strategies saw prices as quoted: at a split of 4 for 1 an average of closes fell to a quarter,
// and sma_cross sold what had only ever risen. They see what taggers see, bars in units of the
// first, and orders are turned into units of the day at the border.
#include "data/corporate_actions.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

namespace {

// A bar a day that rises by 1, in new units from day `split_day` on.
data::MarketData rising(std::int64_t split_day, const data::SplitRatio& ratio) {
  std::vector<data::BarRow> bars;
  for (std::int64_t day = 0; day < 14; ++day) {
    const double price = 100 + static_cast<double>(day);
    const double quoted = day < split_day ? price : ratio.divide(price);
    bars.push_back(test_bar(24 * day, quoted, quoted));
  }
  data::MarketData market = test_market({bars});
  if (split_day < 14) {
    const auto step = static_cast<std::int64_t>(split_day);
    market.symbols[0].actions = {
        {.ex_date = market.calendar_at(step).session_date, .split = ratio}};
  }
  data::place_actions(market);
  return market;
}

loop::LoopResult run_sma(const data::MarketData& market) {
  return run_plugin("sma_cross", {{"fast", "2"}, {"slow", "3"}}, market, {.cash = 1'000});
}

}  // namespace

TEST_CASE("sma_cross holds over a split, as it does in prices that know none") {
  const loop::LoopResult whole = run_sma(rising(14, 1));
  REQUIRE(whole.fills.size() == 1);
  for (const data::SplitRatio& ratio :
       {data::SplitRatio(4), data::SplitRatio(3, 2), data::SplitRatio(1, 3), data::SplitRatio(7)}) {
    for (const std::int64_t day : {2, 3, 4, 7, 13}) {
      const loop::LoopResult split = run_sma(rising(day, ratio));
      REQUIRE(split.fills.size() == 1);
      CHECK(split.fills[0].step == whole.fills[0].step);
      CHECK(split.fills[0].notional() == Approx(whole.fills[0].notional()).epsilon(1e-12));
      CHECK(split.equity[13].equity == Approx(whole.equity[13].equity).epsilon(1e-12));
    }
  }
}

TEST_CASE("an order sent at a price from before the split is one of the day, and touches there") {
  const data::MarketData market = rising(7, {3, 1});
  for (const double limit : {103.0, 105.0, 106.0}) {
    const loop::LoopResult result =
        run_loop({.market = market, .behaviour = [&](const bm_view& view, bm_order_buffer& orders) {
                    if (view.step == 8) {
                      bm_order order = market_order(0, BM_AMOUNT_QUANTITY, 2, BM_SELL);
                      order.type = BM_ORDER_LIMIT;
                      order.limit_price = limit + 6;  // the high of a day that is ahead
                      send(orders, order);
                    }
                  }});
    REQUIRE(result.fills.size() == 1);
    CHECK(result.fills[0].quantity == -6);
    CHECK(result.fills[0].step == static_cast<std::int64_t>(limit) - 100 + 6);
    const auto bar = static_cast<std::size_t>(result.fills[0].bar);
    CHECK(result.fills[0].price == market.symbols[0].bars[bar].high);
  }
}
