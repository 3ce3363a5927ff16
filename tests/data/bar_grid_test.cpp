// SPDX-License-Identifier: Apache-2.0
#include "data/bar_grid.hpp"

#include "csv_fixture.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

std::vector<BarRow> bars_at(const std::vector<Timestamp>& times) {
  std::vector<BarRow> bars;
  for (const Timestamp time : times) {
    bars.push_back({time, 1, 1, 1, 1, 1});
  }
  return bars;
}

}  // namespace

TEST_CASE("the phase is that of most bars, not of the first") {
  const auto bars = bars_at({7, kHour, 2 * kHour, 2 * kHour + 30 * kMinute, 3 * kHour});
  CHECK(off_grid_bars(find_venue("24x7"), kHour, bars) == std::vector<std::size_t>{0, 3});
}

TEST_CASE("any phase is a grid, before 1970 too") {
  const auto bars = bars_at({-2 * kHour + kMinute, -kHour + kMinute, kMinute, kHour + kMinute});
  CHECK(off_grid_bars(find_venue("24x7"), kHour, bars).empty());
}

TEST_CASE("four-hour bars of an exchange keep their phase when clocks change") {
  // 13:30 in New York on the Friday before and the Monday after 2024-03-10.
  const auto bars = bars_at({utc("2024-03-07T18:30:00Z"), utc("2024-03-08T18:30:00Z"),
                             utc("2024-03-11T17:30:00Z"), utc("2024-03-12T17:30:00Z")});
  CHECK(off_grid_bars(find_venue("us_equity"), 4 * kHour, bars).empty());
  CHECK(off_grid_bars(find_venue("24x7"), 4 * kHour, bars).size() == 2);
}

TEST_CASE("daily exchange bars must lie on weekdays") {
  const auto bars = bars_at(
      {utc("2024-03-08T21:00:00Z"), utc("2024-03-09T21:00:00Z"), utc("2024-03-11T20:00:00Z")});
  CHECK(off_grid_bars(find_venue("us_equity"), kDay, bars) == std::vector<std::size_t>{1});
}

TEST_CASE("gaps do not change the bar size; other steps do") {
  const Venue crypto = find_venue("24x7");
  const auto gap = bars_at({0, kHour, 5 * kHour, 6 * kHour});
  CHECK_FALSE(wrong_bar_size(crypto, kHour, gap).has_value());
  CHECK(wrong_bar_size(crypto, 2 * kHour, gap).has_value());
  CHECK(wrong_bar_size(crypto, 30 * kMinute, gap).has_value());
  CHECK_FALSE(wrong_bar_size(crypto, kHour, bars_at({0})).has_value());
  CHECK_FALSE(wrong_bar_size(crypto, kHour, {}).has_value());
}

TEST_CASE("from Friday to Monday is one session; weekly bars are not daily") {
  const Venue stocks = find_venue("us_equity");
  const auto weekend = bars_at({utc("2024-03-08T21:00:00Z"), utc("2024-03-11T20:00:00Z")});
  CHECK_FALSE(wrong_bar_size(stocks, kDay, weekend).has_value());
  const auto weekly = bars_at({utc("2024-03-01T21:00:00Z"), utc("2024-03-08T21:00:00Z")});
  const auto found = wrong_bar_size(stocks, kDay, weekly);
  REQUIRE(found.has_value());
  CHECK(contains(*found, "5 sessions"));
}
