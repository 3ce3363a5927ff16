// SPDX-License-Identifier: Apache-2.0
#include "analysis/point_values.hpp"

#include <vector>

#include "data/symbol_input.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// A rate that opens its second bar at 2 and closes it at 4; 1 before.
data::MarketData market_with_rate() {
  data::SymbolInput rate = test::flat_symbol("RATE", 3, core::kHour);
  rate.bars[0].close = 1;
  rate.bars[1].open = 2;
  rate.bars[1].close = 4;
  rate.bars[2].close = 8;
  return test::market_of({test::flat_symbol("A", 3, core::kHour), std::move(rate)});
}

}  // namespace

TEST_CASE("without valuations a point is worth one") {
  const data::MarketData market = market_with_rate();
  analysis::PointValues values(market, {}, 0);
  CHECK(values.at(core::kHour) == 1);
  CHECK(values.at_end() == 1);
}

TEST_CASE("a point is worth the multiplier times the latest close of the rate") {
  const data::MarketData market = market_with_rate();
  const std::vector<portfolio::Valuation> valuations{{.multiplier = 5, .rate = 1}, {}};
  analysis::PointValues values(market, valuations, 0);
  CHECK(values.at(core::kHour) == 5);
  CHECK(values.at_open(2 * core::kHour) == 10);
  CHECK(values.at(2 * core::kHour) == 20);
  CHECK(values.at_end() == 40);
}

TEST_CASE("an inverse rate divides") {
  const data::MarketData market = market_with_rate();
  const std::vector<portfolio::Valuation> valuations{{.multiplier = 1, .rate = 1, .inverse = true},
                                                     {}};
  analysis::PointValues values(market, valuations, 0);
  CHECK(values.at(2 * core::kHour) == 0.25);
}

TEST_CASE("cash events are sorted by symbol, the account's own are left out") {
  std::vector<portfolio::CashEvent> events(3);
  events[0].symbol = 1;
  events[1].symbol = portfolio::kWholeAccount;
  events[2].symbol = 1;
  const auto sorted = analysis::events_by_symbol(events, 2);
  CHECK(sorted[0].empty());
  CHECK(sorted[1] == std::vector<const portfolio::CashEvent*>{&events[0], &events[2]});
}

}  // namespace barometer
