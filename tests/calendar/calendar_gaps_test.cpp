// SPDX-License-Identifier: Apache-2.0
#include "calendar/calendar_gaps.hpp"

#include "calendar/venue.hpp"
#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::utc;

namespace {

// New York: 14:30 to 21:00 UTC in winter.
std::int64_t missing(core::Duration bar, const char* from, const char* to) {
  const calendar::Venue venue = calendar::find_venue("us_equity");
  calendar::CalendarGaps gaps(venue, bar);
  REQUIRE(gaps.knows(utc(from), utc(to)));
  return gaps.missing(utc(from), utc(to));
}

}  // namespace

TEST_CASE("daily bars: one a session of the calendar") {
  CHECK(missing(core::kDay, "2024-01-05T21:00:00Z", "2024-01-08T21:00:00Z") == 0);  // a weekend
  CHECK(missing(core::kDay, "2024-01-12T21:00:00Z", "2024-01-16T21:00:00Z") == 0);  // King's day
  CHECK(missing(core::kDay, "2024-01-08T21:00:00Z", "2024-01-10T21:00:00Z") == 1);
  CHECK(missing(core::kDay, "2024-01-05T21:00:00Z", "2024-01-16T21:00:00Z") == 5);
  // The half day after Thanksgiving, stamped with the regular close.
  CHECK(missing(core::kDay, "2024-11-27T21:00:00Z", "2024-11-29T21:00:00Z") == 0);
  CHECK(missing(core::kDay, "2024-11-29T21:00:00Z", "2024-12-02T21:00:00Z") == 0);
}

TEST_CASE("hourly bars: on either grid a session has seven, the first or the last one short") {
  // From 09:30: the last one ends at 16:00.
  CHECK(missing(core::kHour, "2024-01-08T20:30:00Z", "2024-01-08T21:00:00Z") == 0);
  CHECK(missing(core::kHour, "2024-01-08T21:00:00Z", "2024-01-09T15:30:00Z") == 0);
  CHECK(missing(core::kHour, "2024-01-08T20:30:00Z", "2024-01-09T15:30:00Z") == 1);
  // From 09:00: the first one begins with the session.
  CHECK(missing(core::kHour, "2024-01-08T21:00:00Z", "2024-01-09T15:00:00Z") == 0);
  CHECK(missing(core::kHour, "2024-01-08T20:00:00Z", "2024-01-09T15:00:00Z") == 1);
  CHECK(missing(core::kHour, "2024-01-08T21:00:00Z", "2024-01-10T15:00:00Z") == 7);
  CHECK(missing(core::kHour, "2024-01-08T16:00:00Z", "2024-01-08T19:00:00Z") == 2);
}

TEST_CASE("before and after hours nothing is expected") {
  CHECK(missing(core::kMinute, "2024-01-08T23:00:00Z", "2024-01-09T12:00:00Z") == 0);
  CHECK(missing(core::kMinute, "2024-01-09T12:00:00Z", "2024-01-09T14:31:00Z") == 0);
  CHECK(missing(core::kMinute, "2024-01-09T12:00:00Z", "2024-01-09T14:32:00Z") == 1);
  CHECK(missing(core::kMinute, "2024-01-08T20:59:00Z", "2024-01-08T22:00:00Z") == 1);
  CHECK(missing(core::kMinute, "2024-01-08T21:00:00Z", "2024-01-10T14:31:00Z") == 390);
  // A half day ends at 13:00.
  CHECK(missing(core::kMinute, "2024-11-29T18:00:00Z", "2024-12-02T14:31:00Z") == 0);
}

TEST_CASE("an evening session belongs to the next day") {
  const calendar::Venue fx = calendar::find_venue("fx");
  calendar::CalendarGaps gaps(fx, core::kHour);
  // Friday 17:00 to Sunday 18:00 New York.
  CHECK(gaps.missing(utc("2024-01-05T22:00:00Z"), utc("2024-01-07T23:00:00Z")) == 0);
  CHECK(gaps.missing(utc("2024-01-05T22:00:00Z"), utc("2024-01-08T01:00:00Z")) == 2);
}

TEST_CASE("holidays that are not known are not guessed") {
  const calendar::Venue venue = calendar::find_venue("us_equity");
  calendar::CalendarGaps gaps(venue, core::kDay);
  CHECK_FALSE(gaps.knows(utc("2029-12-31T21:00:00Z"), utc("2044-01-04T21:00:00Z")));
}
