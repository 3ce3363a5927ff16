// SPDX-License-Identifier: Apache-2.0
// Whatever a stream takes, a vote of all that it took says the same of each.
#include "calendar/stream_grid.hpp"

#include <limits>
#include <random>
#include <vector>

#include "calendar/grid_check.hpp"
#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::utc;
using config::StampSide;

namespace {

// Stamps of some weeks: multiples of the bar by the session or by the clock, or of a part of it.
std::vector<core::Timestamp> drawn_closes(std::uint64_t seed, core::Duration bar) {
  std::mt19937_64 random(seed);
  const core::Duration offset = static_cast<core::Duration>(random() % 4) * 30 * core::kMinute;
  const core::Timestamp begin = utc("2023-11-01T00:00:00Z") + offset;
  std::vector<core::Timestamp> closes;
  for (core::Timestamp at = 0; at < 60 * core::kDay; at += bar) {
    const bool strays = random() % 50 == 0;
    closes.push_back(begin + at +
                     (strays ? static_cast<core::Duration>(random() % 4) * bar / 4 : 0));
    at += random() % 30 == 0 ? static_cast<core::Duration>(random() % 40) * bar : 0;
  }
  return closes;
}

struct Taken {
  std::vector<core::Timestamp> stamps;
  std::vector<calendar::BarSpan> spans;
};

Taken streamed(const calendar::Venue& venue, core::Duration bar, StampSide side,
               const std::vector<core::Timestamp>& closes) {
  calendar::StreamGrid grid(venue, bar, side);
  Taken taken;
  core::Timestamp last_stamp = std::numeric_limits<core::Timestamp>::min();
  core::Timestamp last_close = last_stamp;
  for (const core::Timestamp close : closes) {
    const calendar::BarSpan span = grid.span_of(close);
    if (close > last_stamp && grid.fits(close, span) && span.close > last_close) {
      grid.take(span);
      taken.stamps.push_back(close);
      taken.spans.push_back(span);
      last_stamp = close;
      last_close = span.close;
    }
  }
  return taken;
}

// How many bars were taken.
std::size_t check_taken(const char* name, core::Duration bar, StampSide side, std::uint64_t seed) {
  INFO(name << " " << bar / core::kMinute << "min, seed " << seed);
  const calendar::Venue venue = calendar::find_venue(name);
  const Taken taken = streamed(venue, bar, side, drawn_closes(seed, bar));
  const calendar::GridReading reading = calendar::read_grid(venue, bar, side, taken.stamps);
  CHECK(calendar::off_grid_bars(venue, bar, reading).empty());
  REQUIRE(reading.spans.size() == taken.spans.size());
  calendar::BarSpans by_vote(venue, bar, reading.grid);
  calendar::StreamGrid grid(venue, bar, side);
  bool same = true;
  for (std::size_t i = 0; i < taken.spans.size(); ++i) {
    same &= reading.spans[i].open == taken.spans[i].open;
    same &= reading.spans[i].close == taken.spans[i].close;
    // What the calendar of the bar is resolved by.
    same &= by_vote.from_close(taken.spans[i].close).open ==
            grid.calendar_span(taken.spans[i].close).open;
  }
  CHECK(same);
  return taken.spans.size();
}

bool takes(calendar::StreamGrid& grid, core::Timestamp close) {
  return grid.fits(close, grid.span_of(close));
}

}  // namespace

TEST_CASE("a vote of the bars that a stream takes gives each the same span") {
  std::size_t taken = 0;
  for (const char* const venue : {"24x7", "fx", "us_equity"}) {
    for (const core::Duration minutes : {1, 5, 15, 30, 60, 120, 240, 390}) {
      for (std::uint64_t seed = 0; seed < (minutes < 30 ? 2u : 8u); ++seed) {
        for (const StampSide side : {StampSide::open, StampSide::close}) {
          taken += check_taken(venue, minutes * core::kMinute, side, seed);
        }
      }
    }
  }
  CHECK(taken > 100'000);
}

TEST_CASE("the first bar shows the phase where a venue never closes") {
  const calendar::Venue venue = calendar::find_venue("24x7");
  calendar::StreamGrid grid(venue, core::kHour, StampSide::open);
  CHECK(takes(grid, utc("2024-03-05T10:20:00Z")));
  CHECK_FALSE(grid.phase());
  grid.take(grid.span_of(utc("2024-03-05T10:20:00Z")));
  CHECK(grid.phase() == 20 * core::kMinute);
  CHECK(takes(grid, utc("2024-03-06T02:20:00Z")));
  CHECK_FALSE(takes(grid, utc("2024-03-06T03:00:00Z")));
}

TEST_CASE("hours of an exchange are counted from its open, and begin inside its sessions") {
  const calendar::Venue venue = calendar::find_venue("us_equity");
  calendar::StreamGrid grid(venue, core::kHour, StampSide::open);
  const auto fits = [&](const char* open) { return takes(grid, utc(open) + core::kHour); };
  CHECK(fits("2024-03-05T14:30:00Z"));        // 09:30
  CHECK(fits("2024-03-05T20:30:00Z"));        // 15:30
  CHECK_FALSE(fits("2024-03-05T15:00:00Z"));  // 10:00
  CHECK_FALSE(fits("2024-03-05T13:30:00Z"));  // 08:30, before hours
  CHECK_FALSE(fits("2024-03-09T14:30:00Z"));  // a Saturday
  CHECK(grid.within_sessions());
  CHECK_FALSE(calendar::StreamGrid(venue, 30 * core::kMinute, StampSide::open).within_sessions());
}

TEST_CASE(
    "a stamp of a close that a session cuts is the session's, where bars could be the clock's") {
  const calendar::Venue venue = calendar::find_venue("us_equity");
  calendar::StreamGrid grid(venue, core::kHour, StampSide::close);
  CHECK(takes(grid, utc("2024-03-05T21:00:00Z")));        // 16:00
  CHECK_FALSE(takes(grid, utc("2024-03-05T21:30:00Z")));  // a whole bar from 15:30 on
}

TEST_CASE("daily bars of an exchange are of dates with a session") {
  const calendar::Venue venue = calendar::find_venue("us_equity");
  calendar::StreamGrid grid(venue, core::kDay, std::nullopt);
  CHECK(takes(grid, utc("2024-03-28T20:00:00Z")));
  CHECK_FALSE(takes(grid, utc("2024-03-29T20:00:00Z")));  // Good Friday
}
