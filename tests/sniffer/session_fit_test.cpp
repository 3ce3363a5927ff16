// SPDX-License-Identifier: Apache-2.0
#include "sniffer/session_fit.hpp"

#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::utc;
using config::StampSide;

namespace {

// Stamps of the bars of us_equity's sessions by the clock of a zone.
std::vector<core::Timestamp> sessions(core::Duration bar, const char* zone, StampSide side) {
  const auto venue = calendar::find_venue("us_equity");
  calendar::Zone own(venue.zone);
  calendar::Zone clock(zone);
  std::vector<core::Timestamp> stamps;
  for (core::Day day = 19'783; day < 19'883; ++day) {  // from 2024-03-01 on
    if (!calendar::has_session(venue, day)) {
      continue;
    }
    const auto session = calendar::session_of(venue, own, day);
    for (core::Timestamp open = session.open; open < session.close; open += bar) {
      const core::Timestamp stamp = side == StampSide::open ? open : open + bar;
      stamps.push_back(stamp + clock.offset(stamp));
    }
  }
  return stamps;
}

sniffer::SessionFit best(const std::vector<core::Timestamp>& stamps, core::Duration bar,
                         const std::string& zone = "") {
  return sniffer::session_fits(sniffer::trading_blocks(stamps, bar), bar, zone).front();
}

}  // namespace

TEST_CASE("Blocks are cut where nothing is for hours") {
  const auto blocks = sniffer::trading_blocks(
      {0, core::kHour, 2 * core::kHour, 9 * core::kHour, 10 * core::kHour}, core::kHour);
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[0].last == 2 * core::kHour);
  CHECK(blocks[1].first == 9 * core::kHour);
}

TEST_CASE("Hours of us_equity by the clocks that sources use, opens and closes") {
  for (const char* zone : {"America/New_York", "UTC", "Europe/Warsaw"}) {
    for (const StampSide side : {StampSide::open, StampSide::close}) {
      for (const core::Duration bar : {core::kMinute, 30 * core::kMinute}) {
        const auto found = best(sessions(bar, zone, side), bar);
        INFO(zone << ' ' << found.zone);
        CHECK(found.holds());
        CHECK(found.venue == "us_equity");
        CHECK(found.zone == zone);
        CHECK(found.side == side);
      }
    }
  }
}

TEST_CASE("A zone that is known is the only one that is tried") {
  const auto found =
      best(sessions(core::kMinute, "America/New_York", StampSide::open), core::kMinute, "UTC");
  CHECK_FALSE(found.holds());
}

TEST_CASE("One block tells nothing, and what never closes is no session") {
  std::vector<core::Timestamp> all;
  for (int i = 0; i < 24 * 30; ++i) {
    all.push_back(utc("2024-03-01") + i * core::kHour);
  }
  CHECK_FALSE(best(all, core::kHour).holds());
}

TEST_CASE("Weeks of currencies begin and end at 17:00 New York") {
  std::vector<core::Timestamp> stamps;
  for (int week = 0; week < 8; ++week) {  // from Sunday 2024-02-25 22:00 UTC on, summer time behind
    const core::Timestamp open =
        utc("2024-02-25 22:00") + week * core::kWeek - (week > 1 ? core::kHour : 0);
    for (int i = 0; i < 5 * 24 * 60; ++i) {
      stamps.push_back(open + i * core::kMinute);
    }
  }
  const auto found = best(stamps, core::kMinute);
  CHECK(found.holds());
  CHECK(found.venue == "fx");
  CHECK(found.zone == "UTC");
  CHECK(found.side == StampSide::open);
}
