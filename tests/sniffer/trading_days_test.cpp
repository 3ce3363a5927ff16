// SPDX-License-Identifier: Apache-2.0
#include "sniffer/trading_days.hpp"

#include "calendar/day.hpp"
#include "calendar/venue.hpp"
#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::utc;

namespace {

template <class Traded>
sniffer::TradingDays days(const char* first, const char* last, const Traded& traded) {
  std::vector<core::Day> all;
  for (core::Day day = calendar::day_of(utc(first)); day <= calendar::day_of(utc(last)); ++day) {
    if (traded(day)) {
      all.push_back(day);
    }
  }
  return sniffer::trading_days(all);
}

bool is_weekday(core::Day day) {
  return !calendar::is_weekend(day);
}

}  // namespace

TEST_CASE("A market that trades on Saturdays never closes") {
  const auto found = days("2024-01-01", "2024-01-31", [](core::Day) { return true; });
  CHECK(found.never_closes());
  CHECK(found.saturdays == 4);
  CHECK_FALSE(found.is_us_equity());
}

TEST_CASE("us_equity keeps its holidays") {
  const auto venue = calendar::find_venue("us_equity");
  const auto sessions = [&venue](core::Day day) { return calendar::has_session(venue, day); };
  const auto found = days("2024-01-02", "2024-01-31", sessions);
  CHECK(found.us_holidays == 1);  // Martin Luther King, the 15th
  CHECK(found.is_us_equity());
  CHECK_FALSE(found.never_closes());
  // No holiday in that time: nothing tells.
  CHECK_FALSE(days("2024-01-02", "2024-01-12", sessions).is_us_equity());
  CHECK_FALSE(days("2024-01-02", "2024-01-31", is_weekday).is_us_equity());
}

TEST_CASE("A file with few of the sessions says nothing about holidays") {
  const auto found = days("2024-01-02", "2024-03-29",
                          [](core::Day day) { return calendar::weekday_of(day) == 1; });
  CHECK_FALSE(found.is_us_equity());
}
