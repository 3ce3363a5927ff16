// SPDX-License-Identifier: Apache-2.0
#include "calendar/grid_check.hpp"

#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::utc;

namespace {

std::vector<std::size_t> off_grid(const char* name, core::Duration bar,
                                  const std::vector<core::Timestamp>& closes) {
  const calendar::Venue venue = calendar::find_venue(name);
  return calendar::off_grid_bars(venue, bar,
                                 calendar::read_grid(venue, bar, config::StampSide::open, closes));
}

std::optional<std::string> wrong_size(const char* name, core::Duration bar,
                                      const std::vector<core::Timestamp>& closes) {
  const calendar::Venue venue = calendar::find_venue(name);
  return calendar::wrong_bar_size(
      venue, bar, calendar::read_grid(venue, bar, config::StampSide::open, closes).spans);
}

}  // namespace

TEST_CASE("the phase is that of most bars, not of the first") {
  const auto bars = std::vector<core::Timestamp>(
      {7, core::kHour, 2 * core::kHour, 2 * core::kHour + 30 * core::kMinute, 3 * core::kHour});
  CHECK(off_grid("24x7", core::kHour, bars) == std::vector<std::size_t>{0, 3});
}

TEST_CASE("any phase is a grid, before 1970 too") {
  const auto bars =
      std::vector<core::Timestamp>({-2 * core::kHour + core::kMinute, -core::kHour + core::kMinute,
                                    core::kMinute, core::kHour + core::kMinute});
  CHECK(off_grid("24x7", core::kHour, bars).empty());
}

TEST_CASE("four-hour bars of an exchange keep their phase when clocks change") {
  // 13:30 in New York on the Friday before and the Monday after 2024-03-10.
  const auto bars =
      std::vector<core::Timestamp>({utc("2024-03-07T18:30:00Z"), utc("2024-03-08T18:30:00Z"),
                                    utc("2024-03-11T17:30:00Z"), utc("2024-03-12T17:30:00Z")});
  CHECK(off_grid("us_equity", 4 * core::kHour, bars).empty());
  CHECK(off_grid("24x7", 4 * core::kHour, bars).size() == 2);
}

TEST_CASE("daily exchange bars must lie on weekdays") {
  const auto bars = std::vector<core::Timestamp>(
      {utc("2024-03-08T21:00:00Z"), utc("2024-03-09T21:00:00Z"), utc("2024-03-11T20:00:00Z")});
  CHECK(off_grid("us_equity", core::kDay, bars) == std::vector<std::size_t>{1});
}

TEST_CASE("gaps do not change the bar size; other steps do") {
  const auto gap = std::vector<core::Timestamp>({0, core::kHour, 5 * core::kHour, 6 * core::kHour});
  CHECK_FALSE(wrong_size("24x7", core::kHour, gap).has_value());
  CHECK(wrong_size("24x7", 2 * core::kHour, gap).has_value());
  CHECK(wrong_size("24x7", 30 * core::kMinute, gap).has_value());
  CHECK_FALSE(wrong_size("24x7", core::kHour, std::vector<core::Timestamp>{0}).has_value());
  CHECK_FALSE(wrong_size("24x7", core::kHour, std::vector<core::Timestamp>{}).has_value());
}

TEST_CASE("from Friday to Monday is one session; weekly bars are not daily") {
  const auto weekend =
      std::vector<core::Timestamp>({utc("2024-03-08T21:00:00Z"), utc("2024-03-11T20:00:00Z")});
  CHECK_FALSE(wrong_size("us_equity", core::kDay, weekend).has_value());
  const auto weekly =
      std::vector<core::Timestamp>({utc("2024-03-01T21:00:00Z"), utc("2024-03-08T21:00:00Z")});
  const auto found = wrong_size("us_equity", core::kDay, weekly);
  REQUIRE(found.has_value());
  CHECK(contains(*found, "5 sessions"));
}

TEST_CASE("daily bars of a week from Sunday to Thursday step from Thursday to Sunday") {
  calendar::Venue venue = calendar::find_venue("us_equity");
  venue.week = {true, true, true, true, false, false, true};
  const std::vector<core::Timestamp> closes{
      utc("2024-03-06T21:00:00Z"), utc("2024-03-07T21:00:00Z"), utc("2024-03-10T20:00:00Z")};
  const auto reading = calendar::read_grid(venue, core::kDay, config::StampSide::open, closes);
  CHECK(calendar::off_grid_bars(venue, core::kDay, reading).empty());
  CHECK_FALSE(calendar::wrong_bar_size(venue, core::kDay, reading.spans).has_value());
}

TEST_CASE("the commonest step between times is the shortest of those that are as common") {
  CHECK(calendar::commonest_step({}) == 0);
  CHECK(calendar::commonest_step(std::vector<core::Timestamp>{7}) == 0);
  CHECK(calendar::commonest_step(std::vector<core::Timestamp>{0, 5, 10, 13, 16}) == 3);
  CHECK(calendar::commonest_step(std::vector<core::Timestamp>{0, 5, 10, 15, 16}) == 5);
}
