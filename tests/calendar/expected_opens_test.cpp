// SPDX-License-Identifier: Apache-2.0
#include "calendar/expected_opens.hpp"

#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::utc;

namespace {

std::string opens(const calendar::Venue& venue, const char* time) {
  return calendar::expected_opens(venue, core::kHour, {.origin = calendar::GridOrigin::session},
                                  utc(time));
}

}  // namespace

TEST_CASE("the bars of a session are told by its own date") {
  CHECK(opens(calendar::find_venue("us_equity"), "2024-07-03T15:10:00Z") ==
        "bars of 2024-07-03 begin at 09:30, 10:30, 11:30 and 12:30 America/New_York");
}

TEST_CASE("a day without a session is told, with the bars of the nearest that has one") {
  const calendar::Venue us = calendar::find_venue("us_equity");
  CHECK(opens(us, "2024-07-04T15:10:00Z") ==
        "2024-07-04 has no session and bars of 2024-07-03 begin at 09:30, 10:30, 11:30 and 12:30 "
        "America/New_York");
  CHECK(opens(us, "2024-03-10T15:10:00Z") ==
        "2024-03-10 has no session and bars of 2024-03-11 begin at 09:30, 10:30, 11:30, 12:30, "
        "13:30, 14:30 and 15:30 America/New_York");
}

TEST_CASE("where no session is near there are no bars to tell") {
  calendar::Venue never = calendar::find_venue("us_equity");
  never.week = {};
  CHECK(opens(never, "2024-03-08T15:10:00Z") == "2024-03-08 has no session");
}
