// SPDX-License-Identifier: Apache-2.0
#include "data/oddities.hpp"

#include "csv_fixture.hpp"
#include "data/calendar.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

SymbolData symbol_at(const std::vector<Timestamp>& times) {
  SymbolData symbol;
  for (const Timestamp time : times) {
    symbol.bars.push_back({time, 1, 2, 1, 1, 1});
  }
  return symbol;
}

std::vector<SymbolDataReport> reports(const char* venue, Duration bar,
                                      std::vector<SymbolData> symbols) {
  count_oddities(find_venue(venue), bar, Timeline(symbols), symbols);
  std::vector<SymbolDataReport> all;
  for (const SymbolData& symbol : symbols) {
    all.push_back(symbol.report);
  }
  return all;
}

}  // namespace

TEST_CASE("24x7: every bar of the grid is expected") {
  const auto report = reports("24x7", kHour, {symbol_at({0, kHour, 4 * kHour, 6 * kHour})}).at(0);
  CHECK(report.bars == 4);
  CHECK(report.gaps == 2);
  CHECK(report.missing_bars == 3);
}

TEST_CASE("zero-volume and flat bars are counted apart") {
  SymbolData symbol;
  symbol.bars = {{kHour, 1, 1, 1, 1, 5}, {2 * kHour, 1, 2, 1, 1, 0}, {3 * kHour, 1, 1, 1, 1, 0}};
  std::vector<SymbolData> symbols;
  symbols.push_back(symbol);
  const auto report = reports("24x7", kHour, symbols).at(0);
  CHECK(report.flat_bars == 2);
  CHECK(report.zero_volume_bars == 2);
}

TEST_CASE("exchange: a bar is expected where another symbol has one") {
  const Timestamp monday = utc("2024-03-11T20:00:00Z");
  const auto both = reports("us_equity", kDay,
                            {symbol_at({monday, monday + kDay, monday + 2 * kDay}),
                             symbol_at({monday, monday + 2 * kDay})});
  CHECK(both.at(0).gaps == 0);
  CHECK(both.at(1).gaps == 1);
  CHECK(both.at(1).missing_bars == 1);
}

TEST_CASE("exchange: a weekday without any bar may be a holiday") {
  const Timestamp monday = utc("2024-03-11T20:00:00Z");
  CHECK(reports("us_equity", kDay, {symbol_at({monday, monday + 2 * kDay})}).at(0).gaps == 0);
}

TEST_CASE("exchange: no holiday lasts longer than a week") {
  const Timestamp monday = utc("2024-03-11T20:00:00Z");
  const auto report = reports("us_equity", kDay, {symbol_at({monday, monday + 14 * kDay})}).at(0);
  CHECK(report.gaps == 1);
  CHECK(report.missing_bars == 9);  // two weeks of five days, less one
}

TEST_CASE("out of session: by the middle of the bar, on dates without a session at any hour") {
  // New York opens at 14:30 UTC and closes at 21:00 in winter; the 6th is a Saturday.
  SymbolData symbol;
  for (const char* close :
       {"2024-01-05T14:30:00Z", "2024-01-05T15:00:00Z", "2024-01-05T15:30:00Z",
        "2024-01-05T21:00:00Z", "2024-01-05T22:00:00Z", "2024-01-06T18:00:00Z"}) {
    symbol.bars.push_back({utc(close), 1, 2, 1, 1, 1});
  }
  const Venue exchange = find_venue("us_equity");
  symbol.calendar = resolve_calendar(exchange, kHour, symbol.bars);
  CHECK(count_out_of_session(exchange, kHour, symbol) == 3);  // 14:00, 21:30 and the Saturday
  CHECK(count_out_of_session(exchange, kDay, symbol) == 0);
  CHECK(count_out_of_session(find_venue("24x7"), kHour, symbol) == 0);
}
