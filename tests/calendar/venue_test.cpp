// SPDX-License-Identifier: Apache-2.0
#include "calendar/venue.hpp"

#include "config/data_config.hpp"
#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::utc;

namespace {

// Nine to five in UTC.
config::VenueConfig small_venue(int first_year, int last_year) {
  config::VenueConfig config;
  config.file = "x.yaml";
  config.name = "x";
  config.zone = "UTC";
  config.first_year = first_year;
  config.last_year = last_year;
  config.hours = {{{}, 9 * core::kHour, 17 * core::kHour, {}, {}}};
  return config;
}

}  // namespace

TEST_CASE("venues know how many bars fit a session day") {
  const calendar::Venue crypto = calendar::find_venue("24x7");
  const calendar::Venue stocks = calendar::find_venue("us_equity");
  CHECK(calendar::bars_per_session_day(crypto, core::kHour) == 24);
  CHECK(calendar::bars_per_session_day(crypto, core::kDay) == 1);
  CHECK(calendar::bars_per_session_day(stocks, core::kMinute) == 390);
  CHECK(calendar::bars_per_session_day(stocks, core::kHour) == 6.5);
  CHECK(calendar::bars_per_session_day(stocks, core::kDay) == 1);
  CHECK(calendar::bars_per_session_day(crypto, 2 * core::kDay) == 0.5);
}

TEST_CASE("periods per year are 365 around the clock and 252 on an exchange") {
  CHECK(calendar::find_venue("24x7").session_days_per_year == 365);
  CHECK(calendar::find_venue("us_equity").session_days_per_year == 252);
}

TEST_CASE("a US session opens and closes an hour earlier in UTC in summer") {
  const calendar::Venue stocks = calendar::find_venue("us_equity");
  calendar::Zone zone(stocks.zone);
  const calendar::TradingSession winter =
      calendar::session_of(stocks, zone, calendar::day_of(utc("2024-03-08")));
  CHECK(winter.open == utc("2024-03-08T14:30:00Z"));
  CHECK(winter.close == utc("2024-03-08T21:00:00Z"));
  const calendar::TradingSession summer =
      calendar::session_of(stocks, zone, calendar::day_of(utc("2024-03-11")));
  CHECK(summer.open == utc("2024-03-11T13:30:00Z"));
  CHECK(summer.close == utc("2024-03-11T20:00:00Z"));
}

TEST_CASE("an exchange has sessions from Monday to Friday, 24x7 every day") {
  const core::Day friday = calendar::day_of(utc("2024-03-08"));
  const calendar::Venue stocks = calendar::find_venue("us_equity");
  CHECK(calendar::has_session(stocks, friday));
  CHECK_FALSE(calendar::has_session(stocks, friday + 1));
  CHECK_FALSE(calendar::has_session(stocks, friday + 2));
  CHECK(calendar::has_session(stocks, friday + 3));
  CHECK(calendar::has_session(calendar::find_venue("24x7"), friday + 1));
}

TEST_CASE("weekdays hold before 1970: 1969-12-29 was a Monday") {
  CHECK(calendar::weekday_of(calendar::day_of(utc("1969-12-29"))) == 0);
  CHECK(calendar::day_of(-1) == -1);
}

TEST_CASE("an unknown venue is refused with the nearest name") {
  try {
    calendar::find_venue("us_equities");
    FAIL("the venue was taken");
  } catch (const core::Error& error) {
    CHECK(contains(error.what(), "us_equity"));
  }
}

TEST_CASE("us_equity: holidays, half days and the days after them") {
  const calendar::Venue stocks = calendar::find_venue("us_equity");
  calendar::Zone zone(stocks.zone);
  const auto day = [](const char* date) { return calendar::day_of(utc(date)); };
  CHECK_FALSE(calendar::has_session(stocks, day("2024-03-29")));  // Good Friday
  CHECK_FALSE(calendar::has_session(stocks, day("2012-10-30")));  // Sandy
  CHECK(calendar::has_session(stocks, day("2021-12-31")));  // New Year's Day 2022 was a Saturday
  CHECK(calendar::session_of(stocks, zone, day("2024-11-29")).close == utc("2024-11-29T18:00:00Z"));
  CHECK(calendar::session_of(stocks, zone, day("2024-12-02")).close == utc("2024-12-02T21:00:00Z"));
  CHECK(calendar::regular_session_of(stocks, zone, day("2024-11-29")).close ==
        utc("2024-11-29T21:00:00Z"));
}

TEST_CASE("holidays are known from 2000 to 2030; elsewhere every weekday has a session") {
  const calendar::Venue stocks = calendar::find_venue("us_equity");
  const auto day = [](const char* date) { return calendar::day_of(utc(date)); };
  CHECK(calendar::holidays_known(stocks, day("2000-01-03")));
  CHECK(calendar::holidays_known(stocks, day("2030-12-31")));
  CHECK_FALSE(calendar::holidays_known(stocks, day("1999-12-31")));
  CHECK_FALSE(calendar::holidays_known(stocks, day("2031-01-02")));
  CHECK(calendar::has_session(stocks, day("1998-12-25")));
  CHECK(calendar::holidays_known(calendar::find_venue("24x7"), day("1950-12-25")));
}

TEST_CASE("in years that are not covered no rule holds, but for days moved out of them") {
  config::VenueConfig config = small_venue(2016, 2021);
  config.holidays = {"12-25", "01-01 saturday-1"};  // 2022-01-01 is a Saturday
  config.holidays_at = {{5, 5}, {6, 5}};
  const calendar::Venue venue = calendar::make_venue(config);
  const auto day = [](const char* date) { return calendar::day_of(utc(date)); };
  CHECK(calendar::has_session(venue, day("2015-12-25")));
  CHECK_FALSE(calendar::has_session(venue, day("2020-12-25")));
  CHECK_FALSE(calendar::has_session(venue, day("2021-12-31")));
  CHECK(calendar::has_session(venue, day("2023-12-25")));
}

TEST_CASE("a date outside the years is refused in every list") {
  config::VenueConfig config = small_venue(2020, 2030);
  config.holidays = {"2031-05-05"};
  config.holidays_at = {{5, 5}};
  config.extra_sessions = {{{}, {}, {"2024-11-09", "2019-11-09"}, {{8, 5}, {8, 17}}}};
  try {
    calendar::make_venue(config);
    FAIL("the venue was taken");
  } catch (const core::Error& error) {
    REQUIRE(error.faults().size() == 2);
    CHECK(error.faults()[0].where == "x.yaml:5:5");
    CHECK(contains(error.faults()[0].what, "2031-05-05 lies outside `years: 2020-2030`"));
    CHECK(error.faults()[1].where == "x.yaml:8:17");
  }
}

TEST_CASE("fx: the day rolls at 17:00 New York, from Sunday evening to Friday") {
  const calendar::Venue fx = calendar::find_venue("fx");
  calendar::Zone zone(fx.zone);
  const calendar::TradingSession monday =
      calendar::session_of(fx, zone, calendar::day_of(utc("2024-07-08")));
  CHECK(monday.open == utc("2024-07-07T21:00:00Z"));
  CHECK(monday.close == utc("2024-07-08T21:00:00Z"));
  CHECK(calendar::session_date_of(fx, utc("2024-07-07T16:59:00Z")) ==
        calendar::day_of(utc("2024-07-07")));
  CHECK(calendar::session_date_of(fx, utc("2024-07-07T17:00:00Z")) ==
        calendar::day_of(utc("2024-07-08")));
  CHECK_FALSE(calendar::has_session(fx, calendar::day_of(utc("2024-07-07"))));
  CHECK(calendar::bars_per_session_day(fx, core::kMinute) == 1440);
}

TEST_CASE("every rule of a venue that is not understood is told with its place") {
  config::VenueConfig config;
  config.file = "x.yaml";
  config.name = "x";
  config.zone = "Mars/Olympus";
  config.zone_at = {2, 7};
  config.first_year = config.last_year = 2024;
  config.hours = {{{}, 9 * core::kHour, 17 * core::kHour, {}, {}}};
  config.holidays = {"12-25", "3rd moonday of may"};
  config.holidays_at = {{5, 5}, {6, 5}};
  try {
    calendar::make_venue(config);
    FAIL("the venue was taken");
  } catch (const core::Error& error) {
    REQUIRE(error.faults().size() == 2);
    CHECK(error.faults()[0].where == "x.yaml:6:5");
    CHECK(error.faults()[1].where == "x.yaml:2:7");
  }
}

TEST_CASE("a week from Sunday to Thursday, with a session on a Saturday beside it") {
  config::VenueConfig config;
  config.name = "x";
  config.zone = "Asia/Riyadh";
  config.first_year = 2020;
  config.last_year = 2025;
  config.week = {true, true, true, true, false, false, true};
  config.hours = {{.from = {},
                   .open = 10 * core::kHour,
                   .close = 15 * core::kHour,
                   .lunch_begin = {},
                   .lunch_end = {}}};
  config.holidays = {"2024-02-22", "2024-02-25", "2024-02-23"};  // Thursday, Sunday, Friday
  config.extra_sessions = {
      {.open = {}, .close = {}, .days = {"2024-03-02"}, .days_at = {}},
      {.open = 18 * core::kHour, .close = 19 * core::kHour, .days = {"2024-03-08"}, .days_at = {}}};
  const calendar::Venue venue = calendar::make_venue(config);
  calendar::Zone zone(venue.zone);
  const auto day = [](const char* date) { return calendar::day_of(utc(date)); };
  CHECK(venue.holidays == std::vector<core::Day>{day("2024-02-22"), day("2024-02-25")});
  CHECK(calendar::trading_days_per_week(venue) == 5);
  CHECK(calendar::first_of_week(venue) == 6);
  CHECK(calendar::has_session(venue, day("2024-03-03")));
  CHECK_FALSE(calendar::has_session(venue, day("2024-03-01")));
  CHECK_FALSE(calendar::has_session(venue, day("2024-02-25")));
  CHECK(calendar::has_session(venue, day("2024-03-02")));
  CHECK(calendar::session_of(venue, zone, day("2024-03-02")).open == utc("2024-03-02T07:00:00Z"));
  CHECK(calendar::session_of(venue, zone, day("2024-03-08")).open == utc("2024-03-08T15:00:00Z"));
  CHECK(calendar::session_of(venue, zone, day("2024-03-08")).close == utc("2024-03-08T16:00:00Z"));
}

TEST_CASE("us_equity trades from 04:00 to 20:00 with what comes before and after hours") {
  const calendar::Venue stocks = calendar::find_venue("us_equity");
  calendar::Zone zone(stocks.zone);
  const auto extended =
      calendar::extended_session_of(stocks, zone, calendar::day_of(utc("2024-07-08")));
  CHECK(extended.open == utc("2024-07-08T08:00:00Z"));
  CHECK(extended.close == utc("2024-07-09T00:00:00Z"));
  const calendar::Venue fx = calendar::find_venue("fx");
  calendar::Zone new_york(fx.zone);
  const core::Day monday = calendar::day_of(utc("2024-07-08"));
  CHECK(calendar::extended_session_of(fx, new_york, monday).open ==
        calendar::session_of(fx, new_york, monday).open);
}

TEST_CASE("the last session that has closed, and how many have in between") {
  const calendar::Venue stocks = calendar::find_venue("us_equity");
  const auto last = [&](const char* time) {
    return core::format_date(calendar::last_session(stocks, utc(time)) * core::kDay);
  };
  // Monday the 2nd of January 2023 was a holiday; winter's close is 21:00 UTC.
  CHECK(last("2023-01-03T20:59:59Z") == "2022-12-30");
  CHECK(last("2023-01-03T21:00:00Z") == "2023-01-03");
  CHECK(last("2023-01-01T12:00:00Z") == "2022-12-30");
  CHECK(last("2022-11-25T18:00:00Z") == "2022-11-25");  // half a day
  CHECK(last("2022-11-25T17:59:00Z") == "2022-11-23");
  const auto closed = [&](const char* from, const char* to) {
    return calendar::sessions_closed(stocks, utc(from), utc(to));
  };
  CHECK(closed("2022-12-30T21:00:00Z", "2023-01-03T20:00:00Z") == 0);
  CHECK(closed("2022-12-30T21:00:00Z", "2023-01-03T21:00:00Z") == 1);
  CHECK(closed("2022-12-30T20:00:00Z", "2023-01-06T21:00:00Z") == 5);
  const calendar::Venue coins = calendar::find_venue("24x7");
  CHECK(calendar::sessions_closed(coins, utc("2023-01-01"), utc("2023-01-08")) == 7);
  const calendar::Venue fx = calendar::find_venue("fx");
  CHECK(core::format_date(calendar::last_session(fx, utc("2023-01-09T03:00:00Z")) * core::kDay) ==
        "2023-01-06");
}
