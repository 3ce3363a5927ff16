// SPDX-License-Identifier: Apache-2.0
// configs/venues: hours and days as the exchanges have published them.
#include <fmt/format.h>

#include "calendar/calendar_rows.hpp"
#include "calendar/venue.hpp"
#include "support/catch.hpp"
#include "support/utc.hpp"
#include "support/venue_named.hpp"

using namespace barometer;
using barometer_test::utc;

namespace {

calendar::Venue shipped(const char* name) {
  return barometer_test::venue_named(fmt::format("configs/venues/{}.yaml", name));
}

core::Day day(const char* date) {
  return calendar::day_of(utc(date));
}

bm_calendar_row minute_row(const calendar::Venue& venue, const char* open) {
  const std::vector<core::Timestamp> close{utc(open) + core::kMinute};
  return calendar::resolve_calendar(venue, core::kMinute, close).front();
}

calendar::TradingSession session(const calendar::Venue& venue, const char* date) {
  calendar::Zone zone(venue.zone);
  return calendar::session_of(venue, zone, day(date));
}

}  // namespace

TEST_CASE("lse: Christmas and Boxing Day are made up for, jubilees and half days are known") {
  const calendar::Venue lse = shipped("lse");
  for (const char* closed :
       {"2024-01-01", "2022-01-03", "2024-03-29", "2024-04-01", "2024-05-06", "2020-05-08",
        "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08", "2024-08-26", "2021-12-27",
        "2021-12-28", "2022-12-26", "2022-12-27"}) {
    INFO(closed);
    CHECK_FALSE(calendar::has_session(lse, day(closed)));
  }
  for (const char* open : {"2020-05-04", "2022-05-30", "2021-12-29", "2024-07-04"}) {
    INFO(open);
    CHECK(calendar::has_session(lse, day(open)));
  }
  for (const char* half : {"2024-12-24", "2024-12-31", "2022-12-23", "2022-12-30", "2023-12-22"}) {
    INFO(half);
    CHECK(calendar::closes_early(lse, day(half)));
  }
  CHECK(session(lse, "2024-12-24").close == utc("2024-12-24T12:30:00Z"));
  CHECK(session(lse, "2024-07-04").open == utc("2024-07-04T07:00:00Z"));
}

TEST_CASE("tse: the lunch break, and the later close since November 2024") {
  const calendar::Venue tse = shipped("tse");
  CHECK(session(tse, "2024-11-01").close == utc("2024-11-01T06:00:00Z"));
  CHECK(session(tse, "2024-11-05").close == utc("2024-11-05T06:30:00Z"));
  CHECK((minute_row(tse, "2024-03-08T02:29:00Z").flags & BM_IN_LUNCH_BREAK) == 0);
  CHECK((minute_row(tse, "2024-03-08T02:30:00Z").flags & BM_IN_LUNCH_BREAK) != 0);
  CHECK((minute_row(tse, "2024-03-08T03:29:00Z").flags & BM_IN_LUNCH_BREAK) != 0);
  CHECK((minute_row(tse, "2024-03-08T03:30:00Z").flags & BM_IN_LUNCH_BREAK) == 0);
  CHECK(calendar::bars_per_session_day(tse, core::kMinute) == 330);
}

// 2024 and 2026 as the Japan Exchange Group lists them.
TEST_CASE("tse: holidays on a Sunday are made up for") {
  const calendar::Venue tse = shipped("tse");
  std::vector<std::string> closed;
  for (core::Day each = day("2024-01-01"); each <= day("2024-12-31"); ++each) {
    if (!calendar::is_weekend(each) && !calendar::has_session(tse, each)) {
      closed.push_back(core::format_date(each * core::kDay).substr(5));
    }
  }
  CHECK(closed == std::vector<std::string>{"01-01", "01-02", "01-03", "01-08", "02-12", "02-23",
                                           "03-20", "04-29", "05-03", "05-06", "07-15", "08-12",
                                           "09-16", "09-23", "10-14", "11-04", "12-31"});
  for (const char* date : {"2026-05-06", "2026-09-21", "2026-09-22", "2026-09-23"}) {
    INFO(date);
    CHECK_FALSE(calendar::has_session(tse, day(date)));
  }
}

TEST_CASE("cme: a session begins on the evening before and belongs to the next date") {
  const calendar::Venue cme = shipped("cme");
  // Sunday 2024-03-10, the day on which Chicago's clocks went forward; 17:00 is 22:00 UTC.
  const bm_calendar_row sunday = minute_row(cme, "2024-03-10T22:00:00Z");
  CHECK(sunday.session_date == day("2024-03-11"));
  CHECK(sunday.session_open_ns == utc("2024-03-10T22:00:00Z"));
  CHECK(sunday.session_close_ns == utc("2024-03-11T21:00:00Z"));
  CHECK((sunday.flags & BM_NO_SESSION) == 0);
  // Between the close at 16:00 and the next open the date is still the old one.
  CHECK(minute_row(cme, "2024-03-11T21:30:00Z").session_date == day("2024-03-11"));
  CHECK(minute_row(cme, "2024-03-11T22:00:00Z").session_date == day("2024-03-12"));
  // Friday evening belongs to no session.
  CHECK((minute_row(cme, "2024-03-15T22:30:00Z").flags & BM_NO_SESSION) != 0);
  CHECK(calendar::bars_per_session_day(cme, core::kHour) == 23);
}

TEST_CASE("cme: Thanksgiving halts at noon, Good Friday 2024 is closed, that of 2023 was short") {
  const calendar::Venue cme = shipped("cme");
  CHECK(session(cme, "2024-11-28").close == utc("2024-11-28T18:00:00Z"));
  CHECK(session(cme, "2024-11-29").close == utc("2024-11-29T18:15:00Z"));
  CHECK_FALSE(calendar::has_session(cme, day("2024-03-29")));
  CHECK(calendar::has_session(cme, day("2023-04-07")));
  CHECK(session(cme, "2023-04-07").close == utc("2023-04-07T13:15:00Z"));
}

// CME Group's announcements of 2018-12-02 and 2024-12-30: equity products close at 08:30 Chicago
// and open again at their regular time.
TEST_CASE("cme: national days of mourning end after the overnight session") {
  const calendar::Venue cme = shipped("cme");
  for (const char* date : {"2018-12-05", "2025-01-09"}) {
    INFO(date);
    CHECK(calendar::has_session(cme, day(date)));
    CHECK(session(cme, date).close == utc(date) + 14 * core::kHour + 30 * core::kMinute);
    CHECK_FALSE(calendar::closes_early(cme, day(date) + 1));
  }
}
