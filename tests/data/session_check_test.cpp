// SPDX-License-Identifier: Apache-2.0
#include "data/session_check.hpp"

#include "calendar/calendar_rows.hpp"
#include "csv_fixture.hpp"
#include "data/bar_row.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

std::optional<core::Fault> check(const char* name, core::Duration bar, data::SymbolInput& symbol,
                                 const char* zone = "UTC", const char* format = "epoch_ms") {
  config::DataConfig config = hourly_csv();
  config.csv.time_format = format;
  config.bar = bar;
  config.csv.zone = zone;
  const calendar::Venue venue = calendar::find_venue(name);
  const auto calendar = calendar::resolve_calendar(venue, bar, data::close_times(symbol.bars));
  return data::check_sessions(config, venue, calendar, symbol);
}

// Hourly bars of `days` weekdays in January 2024, of which the first begins at `first` by UTC.
data::SymbolInput hours_of(int days, int first, int count) {
  data::SymbolInput symbol;
  symbol.source = "x.csv";
  for (int day = 0; day < days; ++day) {
    const core::Timestamp midnight = utc("2024-01-02T00:00:00Z") + day * core::kDay;
    for (int hour = first; hour < first + count && day % 7 < 4; ++hour) {
      symbol.bars.push_back({midnight + (hour + 1) * core::kHour, 1, 2, 1, 1, 1});
    }
  }
  return symbol;
}

}  // namespace

TEST_CASE("out of session: by the middle of the bar, on dates without a session at any hour") {
  // New York opens at 14:30 UTC and closes at 21:00 in winter; the 6th is a Saturday.
  data::SymbolInput symbol;
  for (const char* close :
       {"2024-01-05T14:30:00Z", "2024-01-05T15:00:00Z", "2024-01-05T15:30:00Z",
        "2024-01-05T16:30:00Z", "2024-01-05T21:00:00Z", "2024-01-05T22:00:00Z",
        "2024-01-06T18:00:00Z", "2024-01-08T16:00:00Z", "2024-01-08T17:00:00Z"}) {
    symbol.bars.push_back({utc(close), 1, 2, 1, 1, 1});
  }
  data::SymbolInput daily = symbol;
  data::SymbolInput always = symbol;
  CHECK_FALSE(check("us_equity", core::kHour, symbol).has_value());
  CHECK(symbol.report.out_of_session_bars == 3);  // 14:00, 21:30 and the Saturday
  CHECK(symbol.report.off_hours_bars == 1);       // the Saturday
  CHECK(symbol.report.off_hours == std::vector<core::Timestamp>{utc("2024-01-06T18:00:00Z")});
  check("us_equity", core::kDay, daily);
  CHECK(daily.report.out_of_session_bars == 0);
  check("24x7", core::kHour, always);
  CHECK(always.report.out_of_session_bars == 0);
}

TEST_CASE("trading before and after hours is an exchange's own, in its own zone") {
  data::SymbolInput symbol = hours_of(20, 9, 16);  // 04:00 to 20:00 New York
  CHECK_FALSE(check("us_equity", core::kHour, symbol).has_value());
  CHECK(symbol.report.off_hours_bars == 0);
  CHECK(symbol.report.fitting_zone.empty());
}

TEST_CASE("a share of off-hours bars that is notable names the zone that would fit") {
  data::SymbolInput symbol = hours_of(20, 4, 16);  // New York's clock read as UTC
  CHECK_FALSE(check("us_equity", core::kHour, symbol).has_value());
  CHECK(symbol.report.off_hours_bars * 16 == std::ssize(symbol.bars) * 5);
  CHECK(symbol.report.fitting_zone == "America/New_York");
  // Every other bar of a longer file leaves out the last hour, which tells Chicago from New York.
  data::SymbolInput longer = hours_of(500, 4, 16);
  CHECK_FALSE(check("us_equity", core::kHour, longer).has_value());
  CHECK(longer.report.fitting_zone == "America/New_York");
}

TEST_CASE("no zone is named where the stamps say their own") {
  for (const char* format : {"%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S%z"}) {
    INFO(format);
    data::SymbolInput symbol = hours_of(20, 4, 16);
    check("us_equity", core::kHour, symbol, "UTC", format);
    CHECK(symbol.report.fitting_zone.empty());
  }
  data::SymbolInput symbol = hours_of(20, 4, 16);  // a sign of per cent and a z
  check("us_equity", core::kHour, symbol, "UTC", "%%z %Y-%m-%d %H:%M");
  CHECK(symbol.report.fitting_zone == "America/New_York");
}

TEST_CASE("sessions in another zone's clock are refused, and the zone is named") {
  data::SymbolInput symbol = hours_of(20, 10, 6);  // 10:00 to 16:00 of New York read as UTC
  const auto fault = check("us_equity", core::kHour, symbol);
  REQUIRE(fault.has_value());
  CHECK(contains(fault->what, "lie outside us_equity's sessions (09:30 to 16:00"));
  CHECK(contains(fault->fix, "write `data.time.zone: America/New_York`"));
  data::SymbolInput tokyo = hours_of(20, 9, 6);  // Tokyo's clock, which would be 00:00 UTC on
  CHECK(check("us_equity", core::kHour, tokyo, "Asia/Tokyo").has_value());
}

TEST_CASE("a third outside the extended hours is refused with at most three examples") {
  data::SymbolInput symbol = hours_of(20, 0, 24);
  const auto fault = check("us_equity", core::kHour, symbol);
  REQUIRE(fault.has_value());
  CHECK(contains(fault->what, "extended hours (04:00 to 20:00 America/New_York"));
  CHECK(symbol.report.off_hours.size() == 3);
  CHECK(contains(fault->fix, "`extended:`"));
}

TEST_CASE("bars of another week than the venue's are refused with the week to write") {
  data::SymbolInput symbol;
  for (int day = 0; day < 70; ++day) {  // from a Sunday on
    for (int hour = 15; hour < 20 && day % 7 < 5; ++hour) {
      const core::Timestamp midnight = utc("2024-01-07T00:00:00Z") + day * core::kDay;
      symbol.bars.push_back({midnight + (hour + 1) * core::kHour, 1, 2, 1, 1, 1});
    }
  }
  const auto fault = check("us_equity", core::kHour, symbol);
  REQUIRE(fault.has_value());
  CHECK(contains(fault->fix, "`week: sunday..thursday`"));
}
