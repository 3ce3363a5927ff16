// SPDX-License-Identifier: Apache-2.0
#include "data/bar_grid.hpp"

#include "csv_fixture.hpp"
#include "data/bar_row.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

std::vector<data::BarRow> bars_at(const std::vector<core::Timestamp>& times) {
  std::vector<data::BarRow> bars;
  for (const core::Timestamp time : times) {
    bars.push_back({time, 1, 1, 1, 1, 1});
  }
  return bars;
}

}  // namespace

TEST_CASE("the phase is that of most bars, not of the first") {
  const auto bars = bars_at(
      {7, core::kHour, 2 * core::kHour, 2 * core::kHour + 30 * core::kMinute, 3 * core::kHour});
  CHECK(data::off_grid_bars(calendar::find_venue("24x7"), core::kHour, bars) ==
        std::vector<std::size_t>{0, 3});
}

TEST_CASE("any phase is a grid, before 1970 too") {
  const auto bars = bars_at({-2 * core::kHour + core::kMinute, -core::kHour + core::kMinute,
                             core::kMinute, core::kHour + core::kMinute});
  CHECK(data::off_grid_bars(calendar::find_venue("24x7"), core::kHour, bars).empty());
}

TEST_CASE("four-hour bars of an exchange keep their phase when clocks change") {
  // 13:30 in New York on the Friday before and the Monday after 2024-03-10.
  const auto bars = bars_at({utc("2024-03-07T18:30:00Z"), utc("2024-03-08T18:30:00Z"),
                             utc("2024-03-11T17:30:00Z"), utc("2024-03-12T17:30:00Z")});
  CHECK(data::off_grid_bars(calendar::find_venue("us_equity"), 4 * core::kHour, bars).empty());
  CHECK(data::off_grid_bars(calendar::find_venue("24x7"), 4 * core::kHour, bars).size() == 2);
}

TEST_CASE("daily exchange bars must lie on weekdays") {
  const auto bars = bars_at(
      {utc("2024-03-08T21:00:00Z"), utc("2024-03-09T21:00:00Z"), utc("2024-03-11T20:00:00Z")});
  CHECK(data::off_grid_bars(calendar::find_venue("us_equity"), core::kDay, bars) ==
        std::vector<std::size_t>{1});
}

TEST_CASE("gaps do not change the bar size; other steps do") {
  const calendar::Venue crypto = calendar::find_venue("24x7");
  const auto gap = bars_at({0, core::kHour, 5 * core::kHour, 6 * core::kHour});
  CHECK_FALSE(data::wrong_bar_size(crypto, core::kHour, gap).has_value());
  CHECK(data::wrong_bar_size(crypto, 2 * core::kHour, gap).has_value());
  CHECK(data::wrong_bar_size(crypto, 30 * core::kMinute, gap).has_value());
  CHECK_FALSE(data::wrong_bar_size(crypto, core::kHour, bars_at({0})).has_value());
  CHECK_FALSE(data::wrong_bar_size(crypto, core::kHour, {}).has_value());
}

TEST_CASE("from Friday to Monday is one session; weekly bars are not daily") {
  const calendar::Venue stocks = calendar::find_venue("us_equity");
  const auto weekend = bars_at({utc("2024-03-08T21:00:00Z"), utc("2024-03-11T20:00:00Z")});
  CHECK_FALSE(data::wrong_bar_size(stocks, core::kDay, weekend).has_value());
  const auto weekly = bars_at({utc("2024-03-01T21:00:00Z"), utc("2024-03-08T21:00:00Z")});
  const auto found = data::wrong_bar_size(stocks, core::kDay, weekly);
  REQUIRE(found.has_value());
  CHECK(contains(*found, "5 sessions"));
}
