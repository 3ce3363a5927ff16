// SPDX-License-Identifier: Apache-2.0
// Dates and holidays are those of the calendars of 2021, read off by hand.
#include "calendar/period.hpp"

#include <algorithm>
#include <string>

#include "core/bar_size.hpp"
#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::utc;
using calendar::PeriodPlace;

namespace {

core::Day day(const std::string& date) {
  return calendar::day_of(utc(date + "T00:00:00Z"));
}

calendar::Venue venue(const char* name) {
  return calendar::find_venue(name);
}

core::Timestamp close_of(const calendar::Venue& venue, core::Duration bar, const char* date) {
  calendar::Zone zone(venue.zone);
  return calendar::period_close(venue, zone, bar, day(date));
}

PeriodPlace place(const char* name, core::Duration bar, const char* date) {
  return calendar::place_in_period(venue(name), bar, day(date));
}

}  // namespace

TEST_CASE("a week runs from Monday to Sunday, or from the venue's own first day") {
  const calendar::Period week = calendar::period_of(venue("24x7"), core::kWeek, day("2021-01-03"));
  CHECK(week.first == day("2020-12-28"));
  CHECK(week.last == day("2021-01-03"));
  calendar::Venue riyadh = venue("us_equity");
  riyadh.week = {true, true, true, true, false, false, true};  // Sunday to Thursday
  const calendar::Period other = calendar::period_of(riyadh, core::kWeek, day("2021-01-03"));
  CHECK(other.first == day("2021-01-03"));
  CHECK(other.last == day("2021-01-09"));
}

TEST_CASE("a month is that of the calendar, leap years as they are") {
  const calendar::Period month =
      calendar::period_of(venue("24x7"), core::kMonth, day("2020-02-29"));
  CHECK(month.first == day("2020-02-01"));
  CHECK(month.last == day("2020-02-29"));
  CHECK(calendar::period_of(venue("fx"), core::kMonth, day("2021-12-31")).last ==
        day("2021-12-31"));
}

TEST_CASE("numbers go up by one from period to period, before 1970 too") {
  for (const core::Duration bar : {core::kWeek, core::kMonth}) {
    const calendar::Venue hours = venue("us_equity");
    core::Day date = day("1965-03-17");
    std::int64_t number = calendar::period_number(hours, bar, date);
    for (int i = 0; i < 1000; ++i) {
      const calendar::Period period = calendar::period_of(hours, bar, date);
      REQUIRE(calendar::period_number(hours, bar, period.first) == number);
      REQUIRE(calendar::period_number(hours, bar, period.last) == number);
      date = period.last + 1;
      REQUIRE(calendar::period_number(hours, bar, date) == ++number);
    }
  }
}

TEST_CASE("a period closes with its last session: before Good Friday, on the last trading day") {
  CHECK(close_of(venue("us_equity"), core::kWeek, "2021-03-29") == utc("2021-04-01T20:00:00Z"));
  CHECK(close_of(venue("us_equity"), core::kWeek, "2021-04-02") == utc("2021-04-01T20:00:00Z"));
  CHECK(close_of(venue("us_equity"), core::kMonth, "2021-01-31") == utc("2021-01-29T21:00:00Z"));
  CHECK(close_of(venue("24x7"), core::kWeek, "2021-01-03") == utc("2021-01-04T00:00:00Z"));
  CHECK(close_of(venue("24x7"), core::kMonth, "2021-02-01") == utc("2021-03-01T00:00:00Z"));
  CHECK(close_of(venue("fx"), core::kWeek, "2021-01-06") == utc("2021-01-08T22:00:00Z"));
}

TEST_CASE("a half day's period closes at the regular hour, as its daily bar does") {
  // The Friday after Thanksgiving of 2021 ended at 13:00.
  CHECK(close_of(venue("us_equity"), core::kWeek, "2021-11-22") == utc("2021-11-26T21:00:00Z"));
}

TEST_CASE("a period without a session closes as its last trading day would") {
  calendar::Venue closed = venue("us_equity");
  for (core::Day date = day("2021-02-15"); date <= day("2021-02-19"); ++date) {
    closed.holidays.push_back(date);
  }
  std::sort(closed.holidays.begin(), closed.holidays.end());
  CHECK(close_of(closed, core::kWeek, "2021-02-16") == utc("2021-02-19T21:00:00Z"));
  CHECK(calendar::periods_between(closed, core::kWeek, day("2021-02-08"), day("2021-03-01")) == 1);
  CHECK(calendar::periods_between(venue("us_equity"), core::kWeek, day("2021-02-08"),
                                  day("2021-03-01")) == 2);
}

TEST_CASE("periods between are counted by dates, whatever the day of each") {
  const calendar::Venue hours = venue("24x7");
  CHECK(calendar::periods_between(hours, core::kMonth, day("2021-01-31"), day("2021-02-28")) == 0);
  CHECK(calendar::periods_between(hours, core::kMonth, day("2021-01-01"), day("2021-03-31")) == 1);
  CHECK(calendar::periods_between(hours, core::kMonth, day("2020-11-30"), day("2021-11-01")) == 11);
  CHECK(calendar::periods_between(hours, core::kWeek, day("2021-01-03"), day("2021-01-04")) == 0);
}

TEST_CASE("where a date stands goes by sessions: Monday is a holiday, Friday the last one") {
  struct Case {
    const char* date;
    PeriodPlace place;
  };

  // Martin Luther King's day is the 18th.
  for (const Case& each :
       {Case{"2021-01-18", PeriodPlace::begins}, Case{"2021-01-19", PeriodPlace::begins},
        Case{"2021-01-20", PeriodPlace::inside}, Case{"2021-01-22", PeriodPlace::ends},
        Case{"2021-01-23", PeriodPlace::behind}, Case{"2021-01-24", PeriodPlace::behind}}) {
    INFO(each.date);
    CHECK(place("us_equity", core::kWeek, each.date) == each.place);
  }
  CHECK(place("us_equity", core::kWeek, "2021-04-02") == PeriodPlace::ends);  // Good Friday
  CHECK(place("us_equity", core::kMonth, "2021-01-01") == PeriodPlace::begins);
  CHECK(place("us_equity", core::kMonth, "2021-01-29") == PeriodPlace::ends);
  CHECK(place("us_equity", core::kMonth, "2021-01-31") == PeriodPlace::behind);
}

TEST_CASE("at a venue that never closes the last day may as well begin the next period") {
  CHECK(place("24x7", core::kWeek, "2021-01-04") == PeriodPlace::begins);
  CHECK(place("24x7", core::kWeek, "2021-01-07") == PeriodPlace::inside);
  CHECK(place("24x7", core::kWeek, "2021-01-10") == PeriodPlace::behind);
  CHECK(place("24x7", core::kMonth, "2021-02-28") == PeriodPlace::behind);
}

TEST_CASE("bars of a week or a month hold sessions everywhere, daily ones where sessions are") {
  CHECK(calendar::holds_sessions(venue("24x7"), core::kWeek));
  CHECK(calendar::holds_sessions(venue("fx"), core::kMonth));
  CHECK(calendar::holds_sessions(venue("us_equity"), core::kDay));
  CHECK_FALSE(calendar::holds_sessions(venue("24x7"), core::kDay));
  CHECK_FALSE(calendar::holds_sessions(venue("us_equity"), core::kHour));
}
