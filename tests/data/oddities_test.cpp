// SPDX-License-Identifier: Apache-2.0
#include "data/oddities.hpp"

#include "calendar/calendar_rows.hpp"
#include "csv_fixture.hpp"
#include "data/build_market.hpp"
#include "data/symbol_input.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

data::SymbolInput symbol_at(const std::vector<core::Timestamp>& times) {
  data::SymbolInput symbol;
  for (const core::Timestamp time : times) {
    symbol.bars.push_back({time, 1, 2, 1, 1, 1});
  }
  return symbol;
}

std::vector<data::SymbolDataReport> reports(const char* venue, core::Duration bar,
                                            std::vector<data::SymbolInput> symbols) {
  data::MarketData market = data::build_market(std::move(symbols));
  market.bar = bar;
  market.venues[0].hours = std::make_shared<const calendar::Venue>(calendar::find_venue(venue));
  data::count_oddities(market);
  std::vector<data::SymbolDataReport> all;
  for (const data::SymbolData& symbol : market.symbols) {
    all.push_back(symbol.report);
  }
  return all;
}

}  // namespace

TEST_CASE("24x7: every bar of the grid is expected") {
  const auto report =
      reports("24x7", core::kHour, {symbol_at({0, core::kHour, 4 * core::kHour, 6 * core::kHour})})
          .at(0);
  CHECK(report.bars == 4);
  CHECK(report.gaps == 2);
  CHECK(report.missing_bars == 3);
}

TEST_CASE("zero-volume and flat bars are counted apart") {
  data::SymbolInput symbol;
  symbol.bars = {{core::kHour, 1, 1, 1, 1, 5},
                 {2 * core::kHour, 1, 2, 1, 1, 0},
                 {3 * core::kHour, 1, 1, 1, 1, 0}};
  std::vector<data::SymbolInput> symbols;
  symbols.push_back(symbol);
  const auto report = reports("24x7", core::kHour, symbols).at(0);
  CHECK(report.flat_bars == 2);
  CHECK(report.zero_volume_bars == 2);
}

TEST_CASE("exchange: a bar is expected where another symbol has one") {
  const core::Timestamp monday = utc("2024-03-11T20:00:00Z");
  const auto both = reports("us_equity", core::kDay,
                            {symbol_at({monday, monday + core::kDay, monday + 2 * core::kDay}),
                             symbol_at({monday, monday + 2 * core::kDay})});
  CHECK(both.at(0).gaps == 0);
  CHECK(both.at(1).gaps == 1);
  CHECK(both.at(1).missing_bars == 1);
}

TEST_CASE("exchange: a weekday without any bar is a gap where the calendar has a session") {
  const core::Timestamp friday = utc("2024-03-08T21:00:00Z");
  const core::Timestamp tuesday = utc("2024-03-12T20:00:00Z");  // clocks change in between
  const auto report = reports("us_equity", core::kDay, {symbol_at({friday, tuesday})}).at(0);
  CHECK(report.missing_bars == 1);
  CHECK(report.largest_gap_bars == 1);
  CHECK(report.largest_gap_from_ns == friday);
  // Good Friday.
  const core::Timestamp thursday = utc("2024-03-28T20:00:00Z");
  CHECK(reports("us_equity", core::kDay, {symbol_at({thursday, utc("2024-04-01T20:00:00Z")})})
            .at(0)
            .gaps == 0);
}

TEST_CASE("exchange: a weekday without any bar may be a holiday where none are known") {
  const core::Timestamp monday = utc("2044-03-14T20:00:00Z");
  CHECK(
      reports("us_equity", core::kDay, {symbol_at({monday, monday + 2 * core::kDay})}).at(0).gaps ==
      0);
}

TEST_CASE("exchange: no holiday lasts longer than a week") {
  const core::Timestamp monday = utc("2044-03-14T20:00:00Z");
  const auto report =
      reports("us_equity", core::kDay, {symbol_at({monday, monday + 14 * core::kDay})}).at(0);
  CHECK(report.gaps == 1);
  CHECK(report.missing_bars == 9);  // two weeks of five days, less one
}

TEST_CASE("the largest gaps of each symbol come largest first, the earlier of equal ones first") {
  std::vector<data::SymbolInput> symbols{
      symbol_at({core::kHour, 3 * core::kHour, 6 * core::kHour, 8 * core::kHour, 12 * core::kHour}),
      symbol_at({core::kHour, 2 * core::kHour})};
  data::MarketData market = data::build_market(std::move(symbols));
  market.bar = core::kHour;
  market.venues[0].hours = std::make_shared<const calendar::Venue>(calendar::find_venue("24x7"));
  const auto gaps = data::largest_gaps(market, 3);
  REQUIRE(gaps.size() == 2);
  REQUIRE(gaps[0].size() == 3);
  CHECK(gaps[0][0].from_ns == 8 * core::kHour);
  CHECK(gaps[0][0].missing == 3);
  CHECK(gaps[0][1].from_ns == 3 * core::kHour);
  CHECK(gaps[0][1].missing == 2);
  CHECK(gaps[0][2].from_ns == core::kHour);
  CHECK(gaps[0][2].missing == 1);
  CHECK(gaps[1].empty());
}
