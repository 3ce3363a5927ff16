// SPDX-License-Identifier: Apache-2.0
// New York is UTC-5 until 2024-03-10; its session 09:30-16:00 is 14:30-21:00 UTC.
#include "calendar/bar_spans.hpp"

#include <string>

#include "calendar/calendar_rows.hpp"
#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::utc;
using calendar::BarGrid;
using calendar::BarSpans;
using calendar::GridOrigin;

namespace {

const BarGrid kBySession{.origin = GridOrigin::session, .phase = 0, .within_sessions = true};
const BarGrid kByClock{.origin = GridOrigin::clock, .phase = 0, .within_sessions = true};

// A time of 2024-03-08 (a Friday) unless the text has a date.
core::Timestamp at(const std::string& text) {
  return utc(text.size() == 5 ? "2024-03-08T" + text + ":00Z" : text);
}

// "from to" as the bar of this size that begins at `open` has them; the close gives the same again.
bool spans(const char* venue, core::Duration bar, const BarGrid& grid, const char* open,
           const char* close) {
  const calendar::Venue hours = calendar::find_venue(venue);
  BarSpans found(hours, bar, grid);
  const auto forth = found.from_open(at(open));
  const auto back = found.from_close(at(close));
  return forth.close == at(close) && back.open == at(open) && back.close == at(close) &&
         found.fits(at(open));
}

}  // namespace

TEST_CASE("bars that begin in a session lie on the grid of its open and end with it") {
  CHECK(spans("us_equity", core::kHour, kBySession, "14:30", "15:30"));
  CHECK(spans("us_equity", core::kHour, kBySession, "20:30", "21:00"));
  CHECK(spans("us_equity", 4 * core::kHour, kBySession, "14:30", "18:30"));
  CHECK(spans("us_equity", 4 * core::kHour, kBySession, "18:30", "21:00"));
  CHECK(spans("us_equity", 30 * core::kMinute, kBySession, "20:30", "21:00"));
  CHECK(spans("us_equity", 15 * core::kMinute, kBySession, "20:45", "21:00"));
  // The half day of 2024-11-29 ends at 13:00, 18:00 UTC.
  CHECK(
      spans("us_equity", core::kHour, kBySession, "2024-11-29T17:30:00Z", "2024-11-29T18:00:00Z"));
}

TEST_CASE("bars outside sessions lie on the clock, and end where the session opens") {
  CHECK(spans("us_equity", core::kHour, kBySession, "13:00", "14:00"));
  CHECK(spans("us_equity", core::kHour, kBySession, "14:00", "14:30"));
  CHECK(spans("us_equity", core::kHour, kBySession, "21:00", "22:00"));
}

TEST_CASE("the close of a whole bar is taken for the session's as well") {
  const calendar::Venue stocks = calendar::find_venue("us_equity");
  BarSpans found(stocks, core::kHour, kBySession);
  const auto last = found.from_close(at("21:30"));
  CHECK(last.open == at("20:30"));
  CHECK(last.close == at("21:00"));
}

TEST_CASE("hours of the clock cover the session's open, and end with it where nothing follows") {
  CHECK(spans("us_equity", core::kHour, kByClock, "14:00", "15:00"));
  CHECK(spans("us_equity", core::kHour, kByClock, "20:00", "21:00"));
  CHECK(spans("us_equity", 3 * core::kHour, kByClock, "20:00", "21:00"));
  const BarGrid kRunningOn{.origin = GridOrigin::clock, .phase = 0, .within_sessions = false};
  CHECK(spans("us_equity", 3 * core::kHour, kRunningOn, "20:00", "23:00"));
}

TEST_CASE("by the clock a bar that reaches into the next session is not cut; a Friday's is") {
  // 16:00 New York, an hour before the roll, on a Thursday and on a Friday.
  CHECK(spans("fx", 4 * core::kHour, kByClock, "2024-03-07T21:00:00Z", "2024-03-08T01:00:00Z"));
  CHECK(spans("fx", 4 * core::kHour, kByClock, "2024-03-08T21:00:00Z", "2024-03-08T22:00:00Z"));
  CHECK(spans("fx", 4 * core::kHour, kBySession, "2024-03-07T22:00:00Z", "2024-03-08T02:00:00Z"));
}

TEST_CASE("every minute of every bar size has one pair, whichever side it is found from") {
  for (const char* name : {"us_equity", "fx"}) {
    const calendar::Venue venue = calendar::find_venue(name);
    for (const int minutes : {1, 5, 15, 30, 60, 120, 240}) {
      for (const BarGrid& grid : {kBySession, kByClock, BarGrid{}}) {
        const core::Duration bar = minutes * core::kMinute;
        BarSpans found(venue, bar, grid);
        core::Timestamp last = utc("2024-03-07T00:00:00Z");
        for (core::Timestamp open = last; open < utc("2024-03-13T00:00:00Z");
             open += core::kMinute) {
          // One grid a session grid's stray bars may share with the clock's: not both in one file.
          if (!found.fits(open) || open < last || found.from_open(open).close <= last) {
            continue;
          }
          const auto span = found.from_open(open);
          const auto again = found.from_close(span.close);
          INFO(name << " " << minutes << " " << core::format_utc(open));
          REQUIRE(span.close > open);
          REQUIRE(span.close <= open + bar);
          if (found.place_of(open).holds(open)) {
            REQUIRE(again.open == open);
          }
          REQUIRE(again.close == span.close);
          last = span.close;
        }
      }
    }
  }
}

TEST_CASE("daily bars begin with their session, and days of 24x7 a day before their end") {
  const calendar::Venue stocks = calendar::find_venue("us_equity");
  CHECK(BarSpans(stocks, core::kDay, {}).from_close(at("21:00")).open == at("14:30"));
  const calendar::Venue crypto = calendar::find_venue("24x7");
  CHECK(BarSpans(crypto, core::kDay, {}).from_close(utc("2024-03-08")).open == utc("2024-03-07"));
}

TEST_CASE("the calendar classes a cut bar by its own middle and says its length") {
  const calendar::Venue stocks = calendar::find_venue("us_equity");
  const std::vector<core::Timestamp> closes{at("20:30"), at("21:00")};
  const auto rows = calendar::resolve_calendar(stocks, core::kHour, closes, kBySession);
  CHECK(rows[0].length_ms == 0);
  CHECK(rows[0].local_minute == 15 * 60);
  CHECK(rows[1].length_ms == 30 * 60 * 1000);
  CHECK(rows[1].local_minute == 15 * 60 + 45);
  CHECK(calendar::middle_of(rows[1], at("21:00"), core::kHour) == at("20:45"));
}

TEST_CASE("the calendar says how much of a bar is traded") {
  const auto row = [](const char* venue, core::Duration bar, const BarGrid& grid,
                      const char* close) {
    const std::vector<core::Timestamp> closes{at(close)};
    return calendar::resolve_calendar(calendar::find_venue(venue), bar, closes, grid)[0];
  };
  const std::uint32_t half = 30 * 60 * 1000;
  // From 09:00 by the clock, the next hour, and the last half hour of a session's grid.
  CHECK(row("us_equity", core::kHour, kByClock, "15:00").traded_ms == half);
  CHECK(row("us_equity", core::kHour, kByClock, "15:00").length_ms == 0);
  CHECK(row("us_equity", core::kHour, kByClock, "16:00").traded_ms == 0);
  CHECK(row("us_equity", core::kHour, kBySession, "21:00").traded_ms == half);
  // A whole day, and one without a session.
  CHECK(row("us_equity", core::kDay, {}, "21:00").traded_ms == 0);
  CHECK(row("us_equity", core::kHour, kByClock, "2024-03-09T15:00:00Z").traded_ms == 0);
  // Trading of fx goes on from one session to the next at 17:00 New York, but for the week's first.
  const BarGrid four{.origin = GridOrigin::clock, .phase = 0, .within_sessions = true};
  CHECK(row("fx", 4 * core::kHour, four, "2024-03-07T00:00:00Z").traded_ms == 0);
  CHECK(row("fx", 4 * core::kHour, four, "2024-03-04T00:00:00Z").traded_ms == 4 * half);
  CHECK(row("24x7", core::kHour, {}, "15:00").traded_ms == 0);
}
