// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>

#include "regime_harness.hpp"
#include "support/catch.hpp"

// Session and weekday from calendar rows written by hand, as a host would resolve them.

namespace {

using namespace barometer;
using harness::kHour;
using harness::Series;

enum Session {
  closed,
  pre_open,
  opening,
  core,
  lunch,
  closing,
  post_close,
  asia,
  europe,
  us,
  europe_us_overlap,
  overnight,
  unknown = BM_TAG_UNKNOWN
};

constexpr std::int64_t kMinute = kHour / 60;
// Wednesdays, as days since 1970-01-01: 2024-03-06, -13, -27 and 2024-04-03.
constexpr std::int32_t kMarch6 = 19788;
constexpr std::int32_t kMarch13 = 19795;
constexpr std::int32_t kMarch27 = 19809;
constexpr std::int32_t kApril3 = 19816;

// 24 hourly bars of one UTC day with the desks that hold at each bar's midpoint, the hours being
// those of the desks' opening in UTC.
Series day_of_desks(std::int32_t date, double europe_from, double us_from) {
  Series series = harness::hourly(std::vector<double>(24, 100.0));
  for (int hour = 0; hour < 24; ++hour) {
    const double middle = hour + 0.5;
    const auto t = static_cast<std::size_t>(hour);
    bm_calendar_flags flags = middle < 6 ? BM_DESK_ASIA : 0;  // 09:00-15:00 Tokyo, no summer time
    flags |= middle >= europe_from && middle < europe_from + 8.5 ? BM_DESK_EUROPE : 0;
    flags |= middle >= us_from && middle < us_from + 6.5 ? BM_DESK_US : 0;
    series.close_time_ns[t] = date * harness::kDay + (hour + 1) * kHour;
    series.calendar[t].session_date = date;
    series.calendar[t].flags = flags;
  }
  return series;
}

// How many bars of the day each session has.
std::map<int, int> hours(const Series& series) {
  std::map<int, int> count;
  const harness::Table table = harness::tag_all(series, {});
  for (const std::int8_t session : table.category.at("session")) {
    ++count[session];
  }
  return count;
}

// One bar of `minutes` with its midpoint at this minute of a New York day, session 09:30 to 16:00
// or as given.
harness::Table tags_at(double middle_minute, int minutes = 1, bm_calendar_flags flags = 0,
                       int close_minute = 16 * 60) {
  Series series = harness::daily_equity({100});
  series.instrument.bar_ns = minutes * kMinute;
  series.instrument.bars_per_session_day = 390.0 / minutes;
  const std::int64_t midnight = kMarch6 * harness::kDay + 5 * kHour;
  series.close_time_ns[0] = midnight +
                            static_cast<std::int64_t>(middle_minute * 60) * 1'000'000'000 +
                            minutes * kMinute / 2;
  series.calendar[0].session_open_ns = midnight + (9 * 60 + 30) * kMinute;
  series.calendar[0].session_close_ns = midnight + close_minute * kMinute;
  series.calendar[0].flags = flags;
  return harness::tag_all(series, {{"preset", "equity_daily"}});
}

int session_at(double middle_minute, int minutes = 1, bm_calendar_flags flags = 0,
               int close_minute = 16 * 60) {
  return tags_at(middle_minute, minutes, flags, close_minute).category.at("session")[0];
}

}  // namespace

// New York changed its clock on 2024-03-10, London on 2024-03-31: London 08:00 is 8:00 UTC until
// then and 7:00 after, New York 09:30 is 14:30 UTC before and 13:30 after.
TEST_CASE("desks: the three offsets of March 2024") {
  CHECK(
      hours(day_of_desks(kMarch6, 8, 14.5)) ==
      std::map<int, int>{{asia, 6}, {overnight, 5}, {europe, 6}, {europe_us_overlap, 2}, {us, 5}});
  for (const std::int32_t date : {kMarch13, kMarch27}) {
    CHECK(hours(day_of_desks(date, 8, 13.5)) ==
          std::map<int, int>{
              {asia, 6}, {overnight, 6}, {europe, 5}, {europe_us_overlap, 3}, {us, 4}});
  }
  CHECK(
      hours(day_of_desks(kApril3, 7, 13.5)) ==
      std::map<int, int>{{asia, 6}, {overnight, 5}, {europe, 6}, {europe_us_overlap, 2}, {us, 5}});
}

TEST_CASE("exchange: every part of a day in New York") {
  const double open = 9 * 60 + 30;
  const double close = 16 * 60;
  CHECK(session_at(open - 90.5) == closed);
  CHECK(session_at(open - 89.5) == pre_open);
  CHECK(session_at(open - 0.5) == pre_open);
  CHECK(session_at(open + 0.5) == opening);
  CHECK(session_at(open + 29.5) == opening);
  CHECK(session_at(open + 30.5) == core);
  CHECK(session_at(close - 30.5) == core);
  CHECK(session_at(close - 29.5) == closing);
  CHECK(session_at(close - 0.5) == closing);
  CHECK(session_at(close + 0.5) == post_close);
  CHECK(session_at(close + 89.5) == post_close);
  CHECK(session_at(close + 90.5) == closed);
}

TEST_CASE("exchange: borders belong to what begins there") {
  CHECK(session_at(9 * 60 + 30) == opening);
  CHECK(session_at(10 * 60) == core);
  CHECK(session_at(15 * 60 + 30) == closing);
  CHECK(session_at(16 * 60) == post_close);
  CHECK(session_at(17 * 60 + 30) == closed);
  CHECK(session_at(8 * 60) == pre_open);
}

TEST_CASE("exchange: lunch breaks, days off and the half day 2024-11-29") {
  CHECK(session_at(12 * 60 + 0.5, 1, BM_IN_LUNCH_BREAK) == lunch);
  CHECK(session_at(12 * 60 + 0.5, 1, BM_NO_SESSION) == closed);
  CHECK(session_at(12 * 60 + 40.5, 1, BM_DAY_HALF, 13 * 60) == closing);
  CHECK(session_at(13 * 60 + 0.5, 1, BM_DAY_HALF, 13 * 60) == post_close);
}

TEST_CASE("a bar as long as a session day has no session and no place in it") {
  CHECK(session_at(12 * 60, 390) == unknown);
  CHECK(std::isnan(tags_at(12 * 60, 390).scalar.at("minutes_from_open")[0]));
}

TEST_CASE("minutes count from the open and to the close of the bar's own session") {
  const auto core = tags_at(10 * 60 + 0.5);
  CHECK(core.scalar.at("minutes_from_open")[0] == 30.5f);
  CHECK(core.scalar.at("minutes_to_close")[0] == 359.5f);
  CHECK(tags_at(9 * 60 + 0.5).scalar.at("minutes_from_open")[0] == -29.5f);
  CHECK(tags_at(17 * 60 + 0.5).scalar.at("minutes_to_close")[0] == -60.5f);
  CHECK(tags_at(12 * 60 + 0.5, 1, BM_DAY_HALF, 13 * 60).scalar.at("minutes_to_close")[0] == 59.5f);
  CHECK(std::isnan(tags_at(10 * 60, 1, BM_NO_SESSION).scalar.at("minutes_to_close")[0]));
}

TEST_CASE("calendar: the rarest of what holds, unknown where the holidays are not known") {
  enum Day { ordinary, month_end, quarter_end, expiry, holiday_eve, half_day };

  const auto day = [](bm_calendar_flags flags) {
    return int{tags_at(10 * 60 + 0.5, 1, flags).category.at("calendar")[0]};
  };
  CHECK(day(0) == ordinary);
  CHECK(day(BM_DAY_MONTH_END) == month_end);
  CHECK(day(BM_DAY_MONTH_END | BM_DAY_QUARTER_END) == quarter_end);
  CHECK(day(BM_DAY_EXPIRY) == expiry);
  CHECK(day(BM_DAY_HOLIDAY_EVE | BM_DAY_MONTH_END) == holiday_eve);
  CHECK(day(BM_DAY_HALF | BM_DAY_HOLIDAY_EVE) == half_day);
  CHECK(day(BM_NO_SESSION) == unknown);
  CHECK(day(BM_HOLIDAYS_UNKNOWN | BM_DAY_MONTH_END) == unknown);
}

TEST_CASE("time: a label began on the bar on which it appeared") {
  const auto table = harness::tag_all(day_of_desks(kMarch6, 8, 14.5), {});
  CHECK(table.onset.at("session")[5] == 0);   // asia
  CHECK(table.onset.at("session")[6] == 6);   // overnight
  CHECK(table.onset.at("session")[13] == 8);  // europe
  CHECK(table.onset.at("weekday")[23] == 0);
}

// 1970-01-01 was a Thursday, 2024-03-06 a Wednesday, 1969-12-29 a Monday.
TEST_CASE("weekday: of the session date, before 1970 too") {
  Series series = harness::hourly({1, 1, 1, 1});
  series.calendar[0].session_date = 0;
  series.calendar[1].session_date = kMarch6;
  series.calendar[2].session_date = -3;
  series.calendar[3].session_date = -4;
  CHECK(harness::tag_all(series, {}).category.at("weekday") ==
        std::vector<std::int8_t>{3, 2, 0, 6});
}

TEST_CASE("a week has no weekday and is no special day") {
  for (const std::int64_t days : {7, 30}) {
    Series series = harness::daily_equity({100, 101});
    series.instrument.bar_ns = days * harness::kDay;
    series.instrument.bars_per_session_day = 1.0 / static_cast<double>(days);
    series.calendar[0].flags = BM_DAY_MONTH_END;
    const auto table = harness::tag_all(series, {{"preset", "equity_daily"}});
    CHECK(table.category.at("weekday") == std::vector<std::int8_t>(2, unknown));
    CHECK(table.category.at("calendar") == std::vector<std::int8_t>(2, unknown));
    CHECK(table.category.at("session") == std::vector<std::int8_t>(2, unknown));
  }
}

TEST_CASE("time is known on a bad bar") {
  const auto table = harness::tag_all(harness::hourly({0}), {});
  CHECK(table.category.at("weekday")[0] >= 0);
  CHECK(table.category.at("session")[0] == overnight);
}
