// SPDX-License-Identifier: Apache-2.0
#include "analysis/buy_and_hold.hpp"

#include "data/corporate_actions.hpp"
#include "data/market_data.hpp"
#include "data/symbol_input.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// Bars that close at 1 h, 2 h, ...; bar i opens at 10 (i + 1) and closes at 10 (i + 1) + 5.
data::SymbolInput rising(const std::string& name, std::int64_t bars, core::Timestamp first_close) {
  data::SymbolInput symbol = test::flat_symbol(name, bars, first_close);
  for (std::size_t i = 0; i < symbol.bars.size(); ++i) {
    symbol.bars[i].open = 10.0 * static_cast<double>(i + 1);
    symbol.bars[i].close = symbol.bars[i].open + 5;
  }
  return symbol;
}

}  // namespace

TEST_CASE("one symbol is bought at the open after its first live close") {
  const data::MarketData market = test::market_of({rising("A", 6, core::kHour)});
  // The first live close is that of 3 h, the next bar opens at 40; the close of 5 h is 55.
  const auto worth = analysis::buy_and_hold(
      market, std::vector<analysis::Sample>{{3 * core::kHour, 900}, {5 * core::kHour, 0}});
  REQUIRE(worth.size() == 2);
  CHECK(worth[0].equity == 900);
  CHECK(worth[1].equity == Approx(900.0 * 55 / 40));
}

TEST_CASE("a symbol that starts late stays cash until its second bar") {
  const data::MarketData market =
      test::market_of({rising("A", 6, core::kHour), rising("B", 2, 5 * core::kHour)});
  const auto worth = analysis::buy_and_hold(
      market, std::vector<analysis::Sample>{
                  {1 * core::kHour, 1'000}, {4 * core::kHour, 0}, {6 * core::kHour, 0}});
  CHECK(worth[1].equity == Approx(500.0 * 45 / 20 + 500));
  // B opens its second bar at 20 and closes it at 25.
  CHECK(worth[2].equity == Approx(500.0 * 65 / 20 + 500.0 * 25 / 20));
}

TEST_CASE("a symbol whose data end early stays marked at its last close") {
  const data::MarketData market =
      test::market_of({rising("A", 6, core::kHour), rising("B", 2, core::kHour)});
  const auto worth = analysis::buy_and_hold(
      market, std::vector<analysis::Sample>{{1 * core::kHour, 1'000}, {6 * core::kHour, 0}});
  CHECK(worth[1].equity == Approx(500.0 * 65 / 20 + 500.0 * 25 / 20));
}

TEST_CASE("the share of a symbol that has no live bar stays cash") {
  const data::MarketData market =
      test::market_of({rising("A", 6, core::kHour), rising("B", 2, core::kHour)});
  const auto worth = analysis::buy_and_hold(
      market, std::vector<analysis::Sample>{{3 * core::kHour, 900}, {6 * core::kHour, 0}});
  CHECK(worth[1].equity == Approx(450.0 * 65 / 40 + 450));
}

TEST_CASE("a split is no loss, and a dividend stays in cash") {
  data::MarketData market = test::market_of({test::flat_symbol("A", 72, core::kHour)});
  data::SymbolData& a = market.symbols[0];
  const auto date = [&](std::size_t bar) { return market.calendar[bar].session_date; };
  std::size_t ex = 1;
  while (date(ex) == date(0)) {
    ++ex;
  }
  for (std::size_t bar = 0; bar < a.bars.size(); ++bar) {
    a.bars[bar].open = a.bars[bar].close = bar < ex ? 70 : 10;
  }
  a.actions = {{date(ex), 7, 0.5, 0.01}};
  data::place_actions(market);
  const core::Timestamp end = a.bars.back().close_time_ns;
  const auto worth =
      analysis::buy_and_hold(market, std::vector<analysis::Sample>{{core::kHour, 1'400}, {end, 0}});
  // 20 units become 140 at 10; 20 x 0.7 before the split, 140 x 0.5 after it.
  CHECK(worth[1].equity == Approx(1'400 + 14 + 70));
  CHECK(analysis::hold(market, 0,
                       std::vector<analysis::Sample>{{end - core::kHour, 1'400}, {end, 0}})[1]
            .equity == Approx(1));  // bought after it
}

TEST_CASE("what is quoted in another currency is worth what its rate says") {
  const data::MarketData market =
      test::market_of({rising("A", 6, core::kHour), rising("RATE", 5, 2 * core::kHour)});
  const std::vector<portfolio::Valuation> valuations{
      {.rate = core::SymbolIndex{1}, .inverse = false}, {}};
  const auto worth = analysis::hold(
      market, 0,
      std::vector<analysis::Sample>{{core::kHour, 900}, {2 * core::kHour, 0}, {6 * core::kHour, 0}},
      valuations);
  // No rate at 1 h. At 2 h A opens at 20 and its rate at 10; then 25 x 15, in the end 65 x 55.
  CHECK(worth[1].equity == Approx((25.0 * 15) / (20 * 10)));
  CHECK(worth[2].equity == Approx((65.0 * 55) / (20 * 10)));
}

}  // namespace barometer
