// SPDX-License-Identifier: Apache-2.0
#include "data/resample_oracle.hpp"
#include "data/bar_row.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>

namespace barometer {

namespace {

// Wall clock time in New York as UTC, by the C library.
core::Timestamp new_york(int year, int month, int day, int hour, int minute) {
  ::setenv("TZ", "America/New_York", 1);
  ::tzset();
  std::tm clock{};
  clock.tm_year = year - 1900;
  clock.tm_mon = month - 1;
  clock.tm_mday = day;
  clock.tm_hour = hour;
  clock.tm_min = minute;
  clock.tm_isdst = -1;
  return static_cast<core::Timestamp>(std::mktime(&clock)) * core::kSecond;
}

struct Date {
  int year;
  int month;
  int day;
  int weekday;  // 0 Sunday
};

// All local dates that the bars touch, one before and one after.
std::vector<Date> dates_of(std::span<const data::BarRow> bars) {
  std::vector<Date> dates;
  const core::Timestamp last = bars.back().close_time_ns + 2 * core::kDay;
  for (core::Timestamp noon =
           bars.front().close_time_ns / core::kDay * core::kDay - 9 * core::kDay + 17 * core::kHour;
       noon <= last; noon += core::kDay) {
    const std::time_t seconds = noon / core::kSecond;
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);  // 17:00 UTC lies on the same date in New York
    dates.push_back({utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_wday});
  }
  return dates;
}

}  // namespace

std::vector<OracleBar> gather(std::span<const Stretch> stretches, core::Duration bar,
                              std::span<const data::BarRow> bars) {
  std::vector<OracleBar> found;
  for (const Stretch& stretch : stretches) {
    const auto over = std::ranges::find_if(
        bars, [&](const data::BarRow& each) { return each.close_time_ns >= stretch.end; });
    if (over == bars.end()) {
      continue;
    }
    std::vector<data::BarRow> inside;
    std::copy_if(bars.begin(), over + 1, std::back_inserter(inside), [&](const data::BarRow& each) {
      const core::Timestamp middle = each.close_time_ns - bar / 2;
      return middle >= stretch.begin && middle < stretch.end;
    });
    if (inside.empty()) {
      continue;
    }
    OracleBar made{inside.front(), inside.front().close_time_ns, over->close_time_ns};
    made.bar.close_time_ns = stretch.end;
    made.bar.close = inside.back().close;
    made.bar.high = std::ranges::max_element(inside, {}, &data::BarRow::high)->high;
    made.bar.low = std::ranges::min_element(inside, {}, &data::BarRow::low)->low;
    made.bar.volume = 0;
    for (const data::BarRow& each : inside) {
      made.bar.volume += each.volume;
    }
    found.push_back(made);
  }
  return found;
}

std::vector<Stretch> utc_stretches(core::Duration on, std::span<const data::BarRow> bars) {
  std::vector<Stretch> stretches;
  const core::Timestamp first = bars.front().close_time_ns / core::kDay * core::kDay - core::kDay;
  for (core::Timestamp begin = first; begin <= bars.back().close_time_ns; begin += on) {
    stretches.push_back({begin, begin + on});
  }
  return stretches;
}

std::vector<Stretch> new_york_sessions(std::span<const data::BarRow> bars) {
  std::vector<Stretch> stretches;
  for (const Date& date : dates_of(bars)) {
    if (date.weekday >= 1 && date.weekday <= 5) {
      stretches.push_back({new_york(date.year, date.month, date.day, 9, 30),
                           new_york(date.year, date.month, date.day, 16, 0)});
    }
  }
  return stretches;
}

std::vector<Stretch> new_york_weeks(std::span<const data::BarRow> bars) {
  std::vector<Stretch> weeks;
  for (const Date& date : dates_of(bars)) {
    if (date.weekday == 1) {
      weeks.push_back({new_york(date.year, date.month, date.day, 9, 30),
                       new_york(date.year, date.month, date.day + 4, 16, 0)});
    }
  }
  return weeks;
}

std::vector<Stretch> new_york_pieces(core::Duration on, std::span<const data::BarRow> bars) {
  ::setenv("TZ", "America/New_York", 1);
  ::tzset();
  const auto length = static_cast<int>(on / core::kMinute);
  std::vector<Stretch> stretches;
  int piece = -1;  // of the day, that the clock shows
  const core::Timestamp first = bars.front().close_time_ns / core::kDay * core::kDay - core::kDay;
  const core::Timestamp last = bars.back().close_time_ns + 2 * core::kDay;
  for (core::Timestamp time = first; time < last; time += core::kMinute) {
    const std::time_t seconds = time / core::kSecond;
    std::tm clock{};
    ::localtime_r(&seconds, &clock);
    const int minute = clock.tm_hour * 60 + clock.tm_min;
    if (minute / length != piece || minute % length == 0) {
      piece = minute / length;
      if (!stretches.empty()) {
        stretches.back().end = time;
      }
      stretches.push_back({time, last});
    }
  }
  stretches.pop_back();
  return stretches;
}

}  // namespace barometer
