// SPDX-License-Identifier: Apache-2.0
#include "core/timestamp.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <array>
#include <span>

namespace barometer::core {

namespace {

struct CivilTime {
  date::year_month_day day;
  std::int64_t second_of_day;
  std::int64_t nanosecond;
};

CivilTime split(Timestamp time) {
  // Rounded down by hand: days * kDay does not fit for the earliest times there are.
  const bool before = time % kDay < 0;
  const std::int64_t days = time / kDay - (before ? 1 : 0);
  const std::int64_t rest = time % kDay + (before ? kDay : 0);
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

// Decimal digits, as many as there are places.
void write_digits(std::span<char> places, unsigned value) {
  for (std::size_t i = places.size(); i-- > 0; value /= 10) {
    places[i] = static_cast<char>('0' + value % 10);
  }
}

// Well-defined for the most negative number too.
std::uint64_t magnitude(Duration duration) {
  const auto bits = static_cast<std::uint64_t>(duration);
  return duration < 0 ? 0 - bits : bits;
}

// "1.05" for 1 and 50 thousandths.
std::string with_decimals(std::uint64_t whole, std::uint64_t thousandths) {
  std::string text = fmt::format("{}.{:03}", whole, thousandths);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') {
    text.pop_back();
  }
  return text;
}

}  // namespace

std::string format_date(Timestamp time) {
  const date::year_month_day day = split(time).day;
  std::string text = "YYYY-MM-DD";  // digit by digit: tables are full of dates
  const std::span<char> places(text);
  write_digits(places.subspan(0, 4), static_cast<unsigned>(static_cast<int>(day.year())));
  write_digits(places.subspan(5, 2), static_cast<unsigned>(day.month()));
  write_digits(places.subspan(8, 2), static_cast<unsigned>(day.day()));
  return text;
}

std::string format_utc(Timestamp time) {
  const CivilTime clock = split(time);
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
    std::uint64_t size;
    std::uint64_t step;  // the unit is used for multiples of this
    const char* name;
  };

  static constexpr std::array<Unit, 7> kUnits{{{kDay, kDay, "d"},
                                               {kHour, kHour, "h"},
                                               {kMinute, kMinute, "min"},
                                               {kSecond, kMillisecond, "s"},
                                               {kMillisecond, kMicrosecond, "ms"},
                                               {kMicrosecond, 1, "us"},
                                               {1, 1, "ns"}}};
  const char* sign = duration < 0 ? "-" : "";
  const std::uint64_t size = magnitude(duration);
  for (const Unit& unit : kUnits) {
    if (size >= unit.size && size % unit.step == 0) {
      return sign + with_decimals(size / unit.size, size % unit.size / unit.step) + unit.name;
    }
  }
  return "0ns";
}

}  // namespace barometer::core
