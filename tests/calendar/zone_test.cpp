// SPDX-License-Identifier: Apache-2.0
// Expected offsets and dates of change: the published rules of the IANA database for 2024 (US
// second Sunday of March 10, EU last Sunday of March 31) and for 1969 (US last Sunday of April).
#include "calendar/zone.hpp"

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::utc;

TEST_CASE("an offset follows daylight saving, asked forwards and backwards") {
  calendar::Zone zone("America/New_York");
  CHECK(zone.offset(utc("2024-03-10T06:59:59Z")) == -5 * core::kHour);
  CHECK(zone.offset(utc("2024-03-10T07:00:00Z")) == -4 * core::kHour);
  CHECK(zone.offset(utc("2024-03-10T06:59:59Z")) == -5 * core::kHour);
  CHECK(zone.offset(utc("1969-07-01")) == -4 * core::kHour);
  CHECK(zone.offset(utc("1969-01-01")) == -5 * core::kHour);
}

TEST_CASE("the last nanosecond before a change in negative time still has the old offset") {
  calendar::Zone zone("America/New_York");
  const core::Timestamp change = utc("1969-04-27T07:00:00Z");
  CHECK(zone.offset(change - 1) == -5 * core::kHour);
  CHECK(zone.offset(change) == -4 * core::kHour);
}

TEST_CASE("UTC has one offset for as long as 64 bits reach") {
  calendar::Zone zone("UTC");
  CHECK(zone.offset(utc("1678-01-01")) == 0);
  CHECK(zone.offset(utc("2261-12-31")) == 0);
}

TEST_CASE("an ordinary local time names one instant") {
  calendar::Zone zone("Europe/London");
  const calendar::Instants instants = zone.instants(utc("2024-07-01T12:00:00Z"));
  CHECK(instants.count == 1);
  CHECK(instants.first == utc("2024-07-01T11:00:00Z"));
}

TEST_CASE("a local time that clocks jump over names none") {
  calendar::Zone zone("America/New_York");
  CHECK(zone.instants(utc("2024-03-10T02:30:00Z")).count == 0);
}

TEST_CASE("a local time that clocks repeat names two, the earlier first") {
  calendar::Zone zone("America/New_York");
  const calendar::Instants instants = zone.instants(utc("2024-11-03T01:30:00Z"));
  CHECK(instants.count == 2);
  CHECK(instants.first == utc("2024-11-03T05:30:00Z"));
  CHECK(instants.second == utc("2024-11-03T06:30:00Z"));
}

TEST_CASE("instants invert offsets at every quarter of an hour around both changes") {
  calendar::Zone zone("America/New_York");
  for (const char* day : {"2024-03-09", "2024-11-02"}) {
    for (core::Timestamp at = utc(day); at < utc(day) + 3 * core::kDay; at += 15 * core::kMinute) {
      const calendar::Instants instants =
          zone.instants(at + calendar::Zone("America/New_York").offset(at));
      CHECK((instants.first == at || (instants.count == 2 && instants.second == at)));
    }
  }
}

TEST_CASE("an unknown zone is refused by name") {
  try {
    calendar::Zone("Mars/Olympus");
    FAIL("the zone was taken");
  } catch (const core::Error& error) {
    CHECK(contains(error.what(), "Mars/Olympus"));
    CHECK(contains(error.faults().front().fix, "IANA"));
  }
}
