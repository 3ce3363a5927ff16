// SPDX-License-Identifier: Apache-2.0
#include "core/timestamp.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdlib>

namespace barometer {

namespace {

struct Clock {
  date::year_month_day day;
  std::int64_t second_of_day;
  std::int64_t nanosecond;
};

Clock split(Timestamp time) {
  const std::int64_t days = time >= 0 ? time / kDay : (time - kDay + 1) / kDay;
  const std::int64_t rest = time - days * kDay;
  return {date::sys_days{date::days{days}}, rest / kSecond, rest % kSecond};
}

// Exactly `digits` decimal digits, which are then dropped from `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) {
    return std::nullopt;
  }
  int value = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

std::optional<Timestamp> take_date(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) {
    return std::nullopt;
  }
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) {
    return std::nullopt;
  }
  const auto day = take_number(text, 2);
  if (!day) {
    return std::nullopt;
  }
  const date::year_month_day date{date::year{*year}, date::month{static_cast<unsigned>(*month)},
                                  date::day{static_cast<unsigned>(*day)}};
  // Nanoseconds in 64 bits reach from 1677 to 2262.
  if (!date.ok() || *year < 1678 || *year > 2261) {
    return std::nullopt;
  }
  return date::sys_days{date}.time_since_epoch().count() * kDay;
}

std::optional<Timestamp> take_clock(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) {
    return std::nullopt;
  }
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) {
    return std::nullopt;
  }
  std::int64_t second = 0;
  if (take(text, ':')) {
    const auto value = take_number(text, 2);
    if (!value || *value > 59) {
      return std::nullopt;
    }
    second = *value;
  }
  return *hour * kHour + *minute * kMinute + second * kSecond;
}

}  // namespace

std::string format_date(Timestamp time) {
  const date::year_month_day day = split(time).day;
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::string format_utc(Timestamp time) {
  const Clock clock = split(time);
  std::string text =
      fmt::format("{}T{:02}:{:02}:{:02}", format_date(time), clock.second_of_day / 3600,
                  clock.second_of_day / 60 % 60, clock.second_of_day % 60);
  if (clock.nanosecond != 0) {
    text += fmt::format(".{:09}", clock.nanosecond);
  }
  return text + "Z";
}

std::optional<Timestamp> parse_utc(std::string_view text) {
  const auto day = take_date(text);
  if (!day || text.empty()) {
    return day;
  }
  if (!take(text, 'T') && !take(text, ' ')) {
    return std::nullopt;
  }
  const auto clock = take_clock(text);
  take(text, 'Z');
  if (!clock || !text.empty()) {
    return std::nullopt;
  }
  return *day + *clock;
}

std::string format_duration(Duration duration) {
  struct Unit {
    Duration size;
    const char* name;
  };

  static constexpr std::array<Unit, 7> kUnits{{{kDay, "d"},
                                               {kHour, "h"},
                                               {kMinute, "min"},
                                               {kSecond, "s"},
                                               {kMillisecond, "ms"},
                                               {kMicrosecond, "us"},
                                               {1, "ns"}}};
  for (const Unit& unit : kUnits) {
    const bool fits = std::llabs(duration) >= unit.size;
    if (fits && (duration % unit.size == 0 || (unit.size <= kSecond))) {
      return fmt::format("{:.4g}{}", static_cast<double>(duration) / static_cast<double>(unit.size),
                         unit.name);
    }
  }
  return "0ns";
}

}  // namespace barometer
