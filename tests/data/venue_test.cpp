// SPDX-License-Identifier: Apache-2.0
#include "data/venue.hpp"

#include "core/error.hpp"
#include "csv_fixture.hpp"
#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("venues know how many bars fit a session day") {
  const Venue crypto = find_venue("24x7");
  const Venue stocks = find_venue("us_equity");
  CHECK(bars_per_session_day(crypto, kHour) == 24);
  CHECK(bars_per_session_day(crypto, kDay) == 1);
  CHECK(bars_per_session_day(stocks, kMinute) == 390);
  CHECK(bars_per_session_day(stocks, kHour) == 6.5);
  CHECK(bars_per_session_day(stocks, kDay) == 1);
  CHECK(bars_per_session_day(crypto, 2 * kDay) == 0.5);
}

TEST_CASE("periods per year are 365 around the clock and 252 on an exchange") {
  CHECK(find_venue("24x7").session_days_per_year == 365);
  CHECK(find_venue("us_equity").session_days_per_year == 252);
}

TEST_CASE("a US session opens and closes an hour earlier in UTC in summer") {
  const Venue stocks = find_venue("us_equity");
  Zone zone(stocks.zone);
  const Session winter = session_of(stocks, zone, day_of(utc("2024-03-08")));
  CHECK(winter.open == utc("2024-03-08T14:30:00Z"));
  CHECK(winter.close == utc("2024-03-08T21:00:00Z"));
  const Session summer = session_of(stocks, zone, day_of(utc("2024-03-11")));
  CHECK(summer.open == utc("2024-03-11T13:30:00Z"));
  CHECK(summer.close == utc("2024-03-11T20:00:00Z"));
}

TEST_CASE("an exchange has sessions from Monday to Friday, 24x7 every day") {
  const Day friday = day_of(utc("2024-03-08"));
  const Venue stocks = find_venue("us_equity");
  CHECK(has_session(stocks, friday));
  CHECK_FALSE(has_session(stocks, friday + 1));
  CHECK_FALSE(has_session(stocks, friday + 2));
  CHECK(has_session(stocks, friday + 3));
  CHECK(has_session(find_venue("24x7"), friday + 1));
}

TEST_CASE("weekdays hold before 1970: 1969-12-29 was a Monday") {
  CHECK(weekday_of(day_of(utc("1969-12-29"))) == 0);
  CHECK(day_of(-1) == -1);
}

TEST_CASE("an unknown venue is refused with the nearest name") {
  try {
    find_venue("us_equities");
    FAIL("the venue was taken");
  } catch (const Error& error) {
    CHECK(has(error.what(), "us_equity"));
  }
}
