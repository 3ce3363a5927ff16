// SPDX-License-Identifier: Apache-2.0
// Against an oracle that asks every bar for every stretch of time, and by hand. The period has no
// US holiday and the end of summer time, 2021-11-07.
#include "data/resample.hpp"

#include <algorithm>
#include <iterator>
#include <random>

#include "calendar/calendar_rows.hpp"
#include "calendar/expected_spans.hpp"
#include "core/bar_size.hpp"
#include "csv_fixture.hpp"
#include "data/bar_row.hpp"
#include "data/resample_oracle.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

// Bars of a random walk that miss now and then, singly and for long stretches.
std::vector<data::BarRow> random_bars(std::uint64_t seed, core::Duration bar,
                                      core::Duration length) {
  std::mt19937_64 random(seed);
  std::vector<data::BarRow> bars;
  core::Timestamp time =
      utc("2021-09-13T00:00:00Z") + static_cast<core::Duration>(random() % 5) * bar;
  double price = 100;
  for (const core::Timestamp last = time + length; time < last; time += bar) {
    if (random() % 200 == 0) {
      time += static_cast<core::Duration>(random() % 60) * bar;
    }
    const double open = price;
    price += static_cast<double>(random() % 2001) / 1000 - 1;
    if (random() % 8 != 0) {
      bars.push_back({time + bar, open, std::max(open, price) + 0.5, std::min(open, price) - 0.5,
                      price, static_cast<double>(random() % 100)});
    }
  }
  return bars;
}

data::CoarseBars coarse(const char* venue, core::Duration bar, core::Duration on,
                        const std::vector<data::BarRow>& bars) {
  const calendar::Venue hours = calendar::find_venue(venue);
  const std::vector<core::Timestamp> times = data::close_times(bars);
  const std::vector<bm_calendar_row> calendar = calendar::resolve_calendar(hours, bar, times);
  return data::resample(hours, bar, on, bars, data::CalendarCursor(times, calendar.data()));
}

void check_equal(const data::CoarseBars& found, const std::vector<OracleBar>& expected) {
  REQUIRE(found.bars.size() == expected.size());
  REQUIRE(found.calendar.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO(i << " " << core::format_utc(expected[i].bar.close_time_ns));
    REQUIRE(same_bars({found.bars[i]}, {expected[i].bar}));
    REQUIRE(found.first_ns[i] == expected[i].first_ns);
    REQUIRE(found.known_ns[i] == expected[i].known_ns);
  }
}

data::BarRow at(const char* close_time, double price, double volume = 1) {
  return {utc(close_time), price, price + 1, price - 1, price + 0.5, volume};
}

}  // namespace

TEST_CASE("pieces of the UTC day at a venue that never closes are the oracle's") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    for (const core::Duration on :
         {2 * core::kHour, 4 * core::kHour, 12 * core::kHour, core::kDay}) {
      const auto bars = random_bars(seed, core::kHour, 70 * core::kDay);
      const auto expected = gather(utc_stretches(on, bars), core::kHour, bars);
      CHECK(expected.size() > 20);
      check_equal(coarse("24x7", core::kHour, on, bars), expected);
    }
  }
}

TEST_CASE("New York's sessions from bars around the clock are the oracle's") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto bars = random_bars(seed, 30 * core::kMinute, 70 * core::kDay);
    const auto expected = gather(new_york_sessions(bars), 30 * core::kMinute, bars);
    CHECK(expected.size() > 40);
    check_equal(coarse("us_equity", 30 * core::kMinute, core::kDay, bars), expected);
  }
}

TEST_CASE("pieces of New York's day are the oracle's, the day of 25 hours included") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    for (const core::Duration on : {core::kHour, 2 * core::kHour, 4 * core::kHour}) {
      const auto bars = random_bars(seed, 15 * core::kMinute, 60 * core::kDay);
      check_equal(coarse("us_equity", 15 * core::kMinute, on, bars),
                  gather(new_york_pieces(on, bars), 15 * core::kMinute, bars));
    }
  }
}

TEST_CASE("weeks of daily bars run from Monday to Friday's close") {
  const calendar::Venue venue = calendar::find_venue("us_equity");
  calendar::Zone zone(venue.zone);
  std::vector<data::BarRow> bars;
  for (core::Day date = calendar::day_of(utc("2021-09-15T00:00:00Z"));
       date < calendar::day_of(utc("2021-11-20T00:00:00Z")); ++date) {
    if (calendar::has_session(venue, date) && date % 11 != 0) {
      const double price = 100 + date % 7;
      bars.push_back({calendar::session_of(venue, zone, date).close, price, price + 1, price - 1,
                      price, 10.0 * date});
    }
  }
  // The middle of a session lies three and a quarter hours before its close.
  const auto expected = gather(new_york_weeks(bars), 6 * core::kHour + 30 * core::kMinute, bars);
  CHECK(expected.size() == 10);
  check_equal(coarse("us_equity", core::kDay, core::kWeek, bars), expected);
}

TEST_CASE("the coarse bars of a prefix are a prefix of the coarse bars") {
  const auto bars = random_bars(7, core::kHour, 40 * core::kDay);
  const data::CoarseBars whole = coarse("24x7", core::kHour, 4 * core::kHour, bars);
  for (std::size_t count = 0; count <= bars.size(); count += 3) {
    const data::CoarseBars some = coarse("24x7", core::kHour, 4 * core::kHour,
                                         {bars.begin(), bars.begin() + static_cast<long>(count)});
    const std::size_t known = static_cast<std::size_t>(std::count_if(
        whole.known_ns.begin(), whole.known_ns.end(),
        [&](core::Timestamp time) { return count > 0 && time <= bars[count - 1].close_time_ns; }));
    REQUIRE(some.bars.size() == known);
    REQUIRE(
        same_bars(some.bars, {whole.bars.begin(), whole.bars.begin() + static_cast<long>(known)}));
  }
}

TEST_CASE("the bar that ends a day shows it in the same step") {
  const std::vector<data::BarRow> bars{
      at("2021-10-04T22:00:00Z", 10), at("2021-10-04T23:00:00Z", 11),
      at("2021-10-05T00:00:00Z", 12), at("2021-10-05T01:00:00Z", 13)};
  const data::CoarseBars days = coarse("24x7", core::kHour, core::kDay, bars);
  REQUIRE(days.bars.size() == 1);
  CHECK(same_bars(days.bars, {{utc("2021-10-05T00:00:00Z"), 10, 13, 9, 12.5, 3}}));
  CHECK(days.first_ns.front() == utc("2021-10-04T22:00:00Z"));
  CHECK(days.known_ns.front() == utc("2021-10-05T00:00:00Z"));
}

TEST_CASE("where the last hours are missing a day is known from the next bar on") {
  const std::vector<data::BarRow> bars{at("2021-10-04T18:00:00Z", 10),
                                       at("2021-10-06T03:00:00Z", 20)};
  const data::CoarseBars days = coarse("24x7", core::kHour, core::kDay, bars);
  REQUIRE(days.bars.size() == 1);
  CHECK(days.bars.front().close_time_ns == utc("2021-10-05T00:00:00Z"));
  CHECK(days.bars.front().close == 10.5);
  CHECK(days.known_ns.front() == utc("2021-10-06T03:00:00Z"));
}

TEST_CASE("one bar can end two") {
  const std::vector<data::BarRow> bars{at("2021-10-04T18:00:00Z", 10),
                                       at("2021-10-06T00:00:00Z", 20)};
  const data::CoarseBars days = coarse("24x7", core::kHour, core::kDay, bars);
  REQUIRE(days.bars.size() == 2);
  CHECK(days.known_ns == std::vector<core::Timestamp>(2, utc("2021-10-06T00:00:00Z")));
  CHECK(days.bars[1].open == 20);
}

TEST_CASE("an early close that the calendar does not know waits for the next session") {
  // 2021-10-04 ends at 13:00 New York (17:00 UTC).
  const std::vector<data::BarRow> bars{
      at("2021-10-04T16:00:00Z", 10), at("2021-10-04T17:00:00Z", 11),
      at("2021-10-05T14:00:00Z", 12), at("2021-10-05T20:00:00Z", 13)};
  const data::CoarseBars days = coarse("us_equity", core::kHour, core::kDay, bars);
  REQUIRE(days.bars.size() == 2);
  CHECK(days.known_ns[0] == utc("2021-10-05T14:00:00Z"));
  CHECK(days.known_ns[1] == utc("2021-10-05T20:00:00Z"));
}

TEST_CASE("bars before and after hours are in no day") {
  const std::vector<data::BarRow> bars{
      at("2021-10-04T13:00:00Z", 1), at("2021-10-04T15:00:00Z", 10), at("2021-10-04T20:00:00Z", 11),
      at("2021-10-04T22:00:00Z", 99)};
  const data::CoarseBars days = coarse("us_equity", core::kHour, core::kDay, bars);
  REQUIRE(days.bars.size() == 1);
  CHECK(days.bars.front().open == 10);
  CHECK(days.bars.front().high == 12);
}

TEST_CASE("a day's row of the calendar is that of a daily bar") {
  const auto bars = random_bars(3, core::kHour, 10 * core::kDay);
  const data::CoarseBars days = coarse("24x7", core::kHour, core::kDay, bars);
  const auto rows = calendar::resolve_calendar(calendar::find_venue("24x7"), core::kDay,
                                               data::close_times(days.bars));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(days.calendar[i].session_date == rows[i].session_date);
    CHECK(days.calendar[i].session_date == calendar::day_of(days.bars[i].close_time_ns) - 1);
  }
}

TEST_CASE("an instance is told the coarse size") {
  const bm_instrument hourly{"A", BM_VENUE_SESSIONS, 3, core::kHour, 6.5, 252};
  const calendar::Venue venue = calendar::find_venue("us_equity");
  const bm_instrument daily = data::coarse_instrument(venue, core::kDay, hourly);
  CHECK(daily.bar_ns == core::kDay);
  CHECK(daily.bars_per_session_day == 1);
  CHECK(daily.symbol_index == 3);
  CHECK(daily.session_days_per_year == 252);
  // 365.2425 days a year are 52.1775 weeks.
  CHECK(data::coarse_instrument(venue, core::kWeek, hourly).bars_per_session_day ==
        Approx(52.1775 / 252));
  CHECK(data::coarse_instrument(venue, core::kMonth, hourly).bars_per_session_day ==
        Approx(12.0 / 252));
  CHECK(data::coarse_instrument(calendar::find_venue("24x7"), 4 * core::kHour, hourly)
            .bars_per_session_day == 6);
}

TEST_CASE("months are those of the calendar, from the first session to the last") {
  const calendar::Venue venue = calendar::find_venue("us_equity");
  calendar::Zone zone(venue.zone);
  std::vector<data::BarRow> bars;
  for (core::Day date = calendar::day_of(utc("2021-01-01"));
       date <= calendar::day_of(utc("2021-04-01")); ++date) {
    if (calendar::has_session(venue, date)) {
      const double price = 100 + (date * 7) % 13;
      bars.push_back({calendar::regular_session_of(venue, zone, date).close, price, price + 1,
                      price - 1, price + 0.5, 1});
    }
  }
  const data::CoarseBars months = coarse("us_equity", core::kDay, core::kMonth, bars);
  REQUIRE(months.bars.size() == 3);
  // 19, 19 and 23 sessions.
  CHECK(months.bars[0].close_time_ns == utc("2021-01-29T21:00:00Z"));
  CHECK(months.bars[0].volume == 19);
  CHECK(months.bars[1].volume == 19);
  CHECK(months.bars[2].volume == 23);
  CHECK(months.bars[1].open == bars[19].open);
  CHECK(months.bars[1].close == bars[37].close);
  CHECK(months.calendar[2].session_date == calendar::day_of(utc("2021-03-31")));
  CHECK(months.known_ns[2] == months.bars[2].close_time_ns);
}

TEST_CASE("coarse bars of a file on another clock hold whole bars of it") {
  // A year of four-hour bars of currencies without a gap, by clocks that change on other days than
  // New York's.
  const calendar::Venue fx = calendar::find_venue("fx");
  for (const char* name : {"UTC", "Europe/Athens", "America/New_York"}) {
    const calendar::BarGrid grid{.within_sessions = true, .zone = name};
    const auto spans =
        calendar::expected_spans(fx, 4 * core::kHour, grid, utc("2024-01-02T04:00:00Z"), 1600);
    std::vector<data::BarRow> bars;
    for (const calendar::BarSpan& span : spans) {
      bars.push_back({span.close, 1, 1, 1, 1, 1});
    }
    const std::vector<core::Timestamp> times = data::close_times(bars);
    const auto calendar = calendar::resolve_calendar(fx, 4 * core::kHour, spans);
    for (const core::Duration on : {8 * core::kHour, 12 * core::kHour}) {
      const data::CoarseBars found = data::resample(
          fx, 4 * core::kHour, on, bars, data::CalendarCursor(times, calendar.data()), grid);
      REQUIRE(found.bars.size() > 500);
      for (std::size_t i = 0; i < found.bars.size(); ++i) {
        const core::Timestamp close = found.bars[i].close_time_ns;
        INFO(name << " " << core::format_duration(on) << " " << core::format_utc(close));
        CHECK(found.known_ns[i] == close);
      }
    }
  }
}
