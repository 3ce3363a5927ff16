// SPDX-License-Identifier: Apache-2.0
// Desk hours by hand: Tokyo is UTC+9 all year; London is UTC until 2024-03-31 and UTC+1 after; New
// York is UTC-5 until 2024-03-10 and UTC-4 after.
#include "calendar/calendar_rows.hpp"

#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::utc;

namespace {

constexpr bm_calendar_flags kDesks = BM_DESK_ASIA | BM_DESK_EUROPE | BM_DESK_US;

bm_calendar_row row_at(const char* venue, core::Duration bar, core::Timestamp close_time) {
  const std::vector<core::Timestamp> close{close_time};
  return calendar::resolve_calendar(calendar::find_venue(venue), bar, close).front();
}

// The desks of the minute that starts at `open`.
bm_calendar_flags desks_at(const char* open) {
  return row_at("24x7", core::kMinute, utc(open) + core::kMinute).flags & kDesks;
}

}  // namespace

TEST_CASE("Tokyo's desk is open from 00:00 to 06:00 UTC in any season") {
  CHECK(desks_at("2024-01-09T00:00:00Z") == BM_DESK_ASIA);
  CHECK(desks_at("2024-07-09T05:59:00Z") == BM_DESK_ASIA);
  CHECK(desks_at("2024-07-09T06:00:00Z") == 0);
}

TEST_CASE("Friday before both changes: London 08:00-16:30, New York 14:30-21:00 UTC") {
  CHECK(desks_at("2024-03-08T07:59:00Z") == 0);
  CHECK(desks_at("2024-03-08T08:00:00Z") == BM_DESK_EUROPE);
  CHECK(desks_at("2024-03-08T14:30:00Z") == (BM_DESK_EUROPE | BM_DESK_US));
  CHECK(desks_at("2024-03-08T16:30:00Z") == BM_DESK_US);
  CHECK(desks_at("2024-03-08T20:59:00Z") == BM_DESK_US);
  CHECK(desks_at("2024-03-08T21:00:00Z") == 0);
}

TEST_CASE("Monday between the changes: London 08:00-16:30, New York 13:30-20:00 UTC") {
  CHECK(desks_at("2024-03-11T08:00:00Z") == BM_DESK_EUROPE);
  CHECK(desks_at("2024-03-11T13:29:00Z") == BM_DESK_EUROPE);
  CHECK(desks_at("2024-03-11T13:30:00Z") == (BM_DESK_EUROPE | BM_DESK_US));
  CHECK(desks_at("2024-03-11T16:30:00Z") == BM_DESK_US);
  CHECK(desks_at("2024-03-11T20:00:00Z") == 0);
}

TEST_CASE("Monday after both changes: London 07:00-15:30, New York 13:30-20:00 UTC") {
  CHECK(desks_at("2024-04-01T06:59:00Z") == 0);
  CHECK(desks_at("2024-04-01T07:00:00Z") == BM_DESK_EUROPE);
  CHECK(desks_at("2024-04-01T13:30:00Z") == (BM_DESK_EUROPE | BM_DESK_US));
  CHECK(desks_at("2024-04-01T15:30:00Z") == BM_DESK_US);
}

TEST_CASE("a bar is classed by its midpoint") {
  // 05:00-07:00 UTC has its middle at 06:00, when Tokyo has just closed.
  CHECK((row_at("24x7", 2 * core::kHour, utc("2024-07-09T07:00:00Z")).flags & kDesks) == 0);
  // 05:00-06:00 has it at 05:30.
  CHECK((row_at("24x7", core::kHour, utc("2024-07-09T06:00:00Z")).flags & kDesks) == BM_DESK_ASIA);
}

TEST_CASE("24x7: the session is the UTC day") {
  const bm_calendar_row row = row_at("24x7", core::kHour, utc("2024-03-09T00:00:00Z"));
  CHECK(row.session_date == calendar::day_of(utc("2024-03-08")));
  CHECK(row.local_minute == 23 * 60 + 30);
  CHECK(row.session_open_ns == utc("2024-03-08"));
  CHECK(row.session_close_ns == utc("2024-03-09"));
  CHECK((row.flags & BM_HOLIDAYS_UNKNOWN) == 0);
}

TEST_CASE("us_equity: session bounds in UTC follow New York's clock") {
  const bm_calendar_row winter = row_at("us_equity", core::kMinute, utc("2024-03-08T14:31:00Z"));
  CHECK(winter.session_date == calendar::day_of(utc("2024-03-08")));
  CHECK(winter.local_minute == 9 * 60 + 30);
  CHECK(winter.session_open_ns == utc("2024-03-08T14:30:00Z"));
  CHECK(winter.session_close_ns == utc("2024-03-08T21:00:00Z"));
  const bm_calendar_row summer = row_at("us_equity", core::kMinute, utc("2024-03-11T20:00:00Z"));
  CHECK(summer.local_minute == 15 * 60 + 59);
  CHECK(summer.session_open_ns == utc("2024-03-11T13:30:00Z"));
  CHECK(summer.session_close_ns == utc("2024-03-11T20:00:00Z"));
}

TEST_CASE("us_equity: weekends and holidays have no session, and years beyond the list say so") {
  const auto flags = [](const char* open) {
    return row_at("us_equity", core::kMinute, utc(open)).flags;
  };
  CHECK((flags("2024-03-08T15:00:00Z") & (BM_NO_SESSION | BM_HOLIDAYS_UNKNOWN)) == 0);
  CHECK((flags("2024-03-09T15:00:00Z") & BM_NO_SESSION) != 0);
  CHECK((flags("2024-03-29T15:00:00Z") & BM_NO_SESSION) != 0);  // Good Friday
  CHECK((flags("1999-03-08T15:00:00Z") & BM_HOLIDAYS_UNKNOWN) != 0);
  CHECK((flags("2031-03-08T15:00:00Z") & BM_HOLIDAYS_UNKNOWN) != 0);
  CHECK((flags("2030-12-31T15:00:00Z") & BM_HOLIDAYS_UNKNOWN) !=
        0);  // what comes next is not known
}

TEST_CASE("us_equity: 2024-11-29 is a half day and the day before Good Friday an eve") {
  const auto row = [](const char* close) { return row_at("us_equity", core::kMinute, utc(close)); };
  CHECK((row("2024-11-29T15:00:00Z").flags & BM_DAY_HALF) != 0);
  CHECK(row("2024-11-29T15:00:00Z").session_close_ns == utc("2024-11-29T18:00:00Z"));
  CHECK((row("2024-12-02T15:00:00Z").flags & BM_DAY_HALF) == 0);
  CHECK((row("2024-03-28T15:00:00Z").flags & BM_DAY_HOLIDAY_EVE) != 0);
  CHECK((row("2024-03-22T15:00:00Z").flags & BM_DAY_HOLIDAY_EVE) == 0);  // before a weekend only
  CHECK((row("2024-03-28T15:00:00Z").flags & BM_DAY_QUARTER_END) != 0);
  CHECK((row("2024-03-22T15:00:00Z").flags & BM_DAY_EXPIRY) == 0);
}

TEST_CASE("expiry falls on the Thursday where the third Friday is Good Friday") {
  // 2025-04-18
  CHECK((row_at("us_equity", core::kDay, utc("2025-04-17T20:00:00Z")).flags & BM_DAY_EXPIRY) != 0);
  CHECK((row_at("us_equity", core::kDay, utc("2025-04-16T20:00:00Z")).flags & BM_DAY_EXPIRY) == 0);
}

TEST_CASE("fx: a Sunday evening belongs to Monday, in winter and in summer") {
  CHECK(row_at("fx", core::kHour, utc("2024-01-07T23:00:00Z")).session_date ==
        calendar::day_of(utc("2024-01-08")));
  CHECK(row_at("fx", core::kHour, utc("2024-07-07T22:00:00Z")).session_date ==
        calendar::day_of(utc("2024-07-08")));
  CHECK((row_at("fx", core::kHour, utc("2024-07-07T22:00:00Z")).flags & BM_NO_SESSION) == 0);
  CHECK((row_at("fx", core::kHour, utc("2024-07-05T22:00:00Z")).flags & BM_NO_SESSION) != 0);
}

TEST_CASE("a daily bar belongs to its own session date and has its middle at 12:45") {
  const bm_calendar_row row = row_at("us_equity", core::kDay, utc("2024-03-11T20:00:00Z"));
  CHECK(row.session_date == calendar::day_of(utc("2024-03-11")));
  CHECK(row.session_close_ns == utc("2024-03-11T20:00:00Z"));
  CHECK(row.local_minute == 12 * 60 + 45);
}

TEST_CASE("a bar's local date changes with New York's midnight, not UTC's") {
  const bm_calendar_row row = row_at("us_equity", core::kHour, utc("2024-03-12T01:00:00Z"));
  CHECK(row.session_date == calendar::day_of(utc("2024-03-11")));
  CHECK(row.local_minute == 20 * 60 + 30);
}

TEST_CASE("month end is the last weekday of the month on an exchange, the last day on 24x7") {
  // 2024-06-28 was a Friday, 2024-06-30 a Sunday.
  const auto exchange = [](const char* day) {
    return row_at("us_equity", core::kDay, utc(day) + 20 * core::kHour).flags;
  };
  CHECK((exchange("2024-06-28") & BM_DAY_MONTH_END) != 0);
  CHECK((exchange("2024-06-28") & BM_DAY_QUARTER_END) != 0);
  CHECK((exchange("2024-06-27") & BM_DAY_MONTH_END) == 0);
  CHECK((exchange("2024-05-31") & BM_DAY_MONTH_END) != 0);
  CHECK((exchange("2024-05-31") & BM_DAY_QUARTER_END) == 0);
  CHECK((row_at("24x7", core::kHour, utc("2024-06-30T12:00:00Z")).flags & BM_DAY_QUARTER_END) != 0);
  CHECK((row_at("24x7", core::kHour, utc("2024-06-28T12:00:00Z")).flags & BM_DAY_MONTH_END) == 0);
}

TEST_CASE("expiry is the third Friday") {
  // Fridays of March 2024: 1, 8, 15, 22, 29.
  for (const int day : {1, 8, 15, 22, 29}) {
    const core::Timestamp close_time = utc("2024-03-01T20:00:00Z") + (day - 1) * core::kDay;
    const auto flags = row_at("us_equity", core::kDay, close_time).flags;
    CHECK(((flags & BM_DAY_EXPIRY) != 0) == (day == 15));
  }
}

TEST_CASE("times before 1970 fall into the right day and minute") {
  const bm_calendar_row row = row_at("24x7", core::kHour, utc("1969-12-31T23:00:00Z"));
  CHECK(row.session_date == -1);
  CHECK(row.local_minute == 22 * 60 + 30);
  CHECK(row.session_open_ns == -core::kDay);
  CHECK(row.session_close_ns == 0);
  // A Monday in July 1969; New York had daylight saving time.
  const bm_calendar_row moon = row_at("us_equity", core::kMinute, utc("1969-07-21T13:31:00Z"));
  CHECK(moon.session_open_ns == utc("1969-07-21T13:30:00Z"));
  CHECK(moon.session_date == calendar::day_of(utc("1969-07-21")));
}

TEST_CASE("rows do not depend on what was asked before") {
  std::vector<core::Timestamp> times;
  for (core::Timestamp time = utc("2024-03-01"); time < utc("2024-04-08");
       time += 37 * core::kMinute) {
    times.push_back(time);
  }
  for (const char* venue : {"24x7", "us_equity"}) {
    const auto rows = calendar::resolve_calendar(calendar::find_venue(venue), core::kHour, times);
    REQUIRE(rows.size() == times.size());
    for (std::size_t i = 0; i < times.size(); ++i) {
      const bm_calendar_row alone = row_at(venue, core::kHour, times[i]);
      CHECK(rows[i].session_open_ns == alone.session_open_ns);
      CHECK(rows[i].session_date == alone.session_date);
      CHECK(rows[i].local_minute == alone.local_minute);
      CHECK(rows[i].flags == alone.flags);
    }
  }
}
