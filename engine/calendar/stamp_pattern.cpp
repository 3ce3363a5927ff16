// SPDX-License-Identifier: Apache-2.0
#include "calendar/stamp_pattern.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/date_fault.hpp"
#include "core/error.hpp"

namespace barometer::calendar {

namespace {

constexpr std::string_view kFields = "YmdHMSf";  // from the largest unit to the smallest

core::Error bad_pattern(std::string what) {
  return {core::ErrorKind::bad_input,
          core::Fault{"", std::move(what),
                      "write it with %Y %m %d %H %M %S %f %z, for example '%Y-%m-%d'"}};
}

std::int64_t scaled_fraction(std::int64_t value, std::size_t digits) {
  for (; digits < 9; ++digits) {
    value *= 10;
  }
  return value;
}

// How many digits `text` starts with, `most` at the most, and their value.
std::size_t take_digits(std::string_view text, std::size_t most, std::int64_t& value) {
  std::size_t digits = 0;
  while (digits < most && digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
    value = value * 10 + (text[digits++] - '0');
  }
  return digits;
}

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The length of what `text` starts with where it is an offset from UTC, and its value; 0 for none.
// A colon stands between all parts or none.
std::size_t take_offset(std::string_view text, core::Duration& offset) {
  if (text.starts_with('Z')) {
    offset = 0;
    return 1;
  }
  if (text.empty() || (text[0] != '+' && text[0] != '-')) {
    return 0;
  }
  constexpr std::array<core::Duration, 3> kUnits{core::kHour, core::kMinute, core::kSecond};
  std::size_t at = 1;
  core::Duration sum = 0;
  for (std::size_t part = 0; part < kUnits.size(); ++part) {
    const std::size_t from = at + (part > 0 && at < text.size() && text[at] == ':' ? 1 : 0);
    if (from + 2 > text.size() || !is_digit(text[from]) || !is_digit(text[from + 1])) {
      break;
    }
    const int value = (text[from] - '0') * 10 + (text[from + 1] - '0');
    if (value > (part == 0 ? 18 : 59)) {
      return 0;
    }
    sum += value * kUnits[part];
    at = from + 2;
  }
  offset = text[0] == '-' ? -sum : sum;
  return at > 1 ? at : 0;
}

// What of a pattern's last literal text names a zone: "+05:30", "-0500", "Z", "UTC", "GMT".
std::string_view zone_at_end(std::string_view text, bool after_clock) {
  for (const std::string_view name : {"UTC", "GMT", "Z"}) {
    if (text.ends_with(name)) {
      return text.substr(text.size() - name.size());
    }
  }
  const std::size_t sign = text.find_last_of("+-");
  if (sign == text.npos || !(after_clock || text.substr(0, sign).find(':') != text.npos)) {
    return {};
  }
  core::Duration offset = 0;
  const std::string_view rest = text.substr(sign);
  return take_offset(rest, offset) == rest.size() ? rest : std::string_view();
}

// `v` has one value per field, in the order of kFields.
std::optional<core::Timestamp> wall_time(const std::array<std::int64_t, kFields.size()>& v) {
  const auto [year, month, day, hour, minute, second, nanosecond] = v;
  const date::year_month_day date{date::year{static_cast<int>(year)},
                                  date::month{static_cast<unsigned>(month)},
                                  date::day{static_cast<unsigned>(day)}};
  // 64 bits of nanoseconds reach from 1677 to 2262.
  const bool exists = date.ok() && year >= 1678 && year <= 2261;
  if (!exists || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  return date::sys_days{date}.time_since_epoch().count() * core::kDay + hour * core::kHour +
         minute * core::kMinute + second * core::kSecond + nanosecond;
}

}  // namespace

StampPattern::StampPattern(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      items_.push_back({.literal = text[i]});
    } else if (++i == text.size()) {
      throw bad_pattern("the pattern '" + std::string(text) + "' ends in a lone %");
    } else if (text[i] == '%') {
      items_.push_back({.literal = '%'});
    } else {
      add_field(text[i]);
    }
  }
  check_fields(text);
  has_clock_ = has('H');
  fix_widths();
  std::string tail;
  for (const Item& item : items_) {
    tail = item.field == 0 ? tail + item.literal : std::string();
  }
  literal_zone_ = zone_at_end(tail, has_clock_);
}

bool StampPattern::has(char field) const {
  return std::ranges::find(items_, field, &Item::field) != items_.end();
}

// The date, then no smaller unit without all the larger ones.
void StampPattern::check_fields(std::string_view text) const {
  const auto is_there = [this](char field) { return has(field); };
  const auto missing = std::ranges::find_if_not(kFields, is_there);
  if (missing < kFields.begin() + 3 || std::any_of(missing, kFields.end(), is_there)) {
    throw bad_pattern("the pattern '" + std::string(text) + "' lacks %" + std::string(1, *missing));
  }
}

void StampPattern::add_field(char field) {
  if (kFields.find(field) == std::string_view::npos && field != 'z') {
    throw bad_pattern("%" + std::string(1, field) + " is not a field of a time pattern");
  }
  if (has(field)) {
    throw bad_pattern("%" + std::string(1, field) + " stands twice in the time pattern");
  }
  items_.push_back({.field = field});
}

// Without a character between two fields only their full width tells where one ends.
void StampPattern::fix_widths() {
  for (std::size_t i = 0; i < items_.size(); ++i) {
    Item& item = items_[i];
    const auto is_number = [this](std::size_t at) {
      return at < items_.size() && items_[at].field != 0 && items_[at].field != 'z';
    };
    const bool touched = (i > 0 && is_number(i - 1)) || is_number(i + 1);
    item.most_digits = item.field == 'Y' ? 4 : item.field == 'f' ? 9 : 2;
    item.least_digits = item.field == 'z'                                     ? 1
                        : item.field == 'Y' || (touched && item.field != 'f') ? item.most_digits
                                                                              : 1;
  }
}

std::optional<core::Timestamp> StampPattern::read(std::string_view text) const {
  const auto stamp = read_with_offset(text);
  return stamp ? std::optional(stamp->wall) : std::nullopt;
}

std::optional<StampPattern::Stamp> StampPattern::read_with_offset(std::string_view text) const {
  const auto parts = parts_of(text);
  const auto wall = parts ? wall_time(parts->values) : std::nullopt;
  return wall ? std::optional(Stamp{*wall, parts->offset}) : std::nullopt;
}

std::string StampPattern::fault_of(std::string_view text) const {
  const auto parts = parts_of(text);
  if (!parts) {
    return "";
  }
  const auto [year, month, day, hour, minute, second, nanosecond] = parts->values;
  const std::string date = core::date_fault(year, month, day);
  if (!date.empty() || (hour <= 23 && minute <= 59 && second <= 59)) {
    return date;
  }
  return fmt::format("there is no time of day {:02}:{:02}:{:02}", hour, minute, second);
}

std::optional<StampPattern::Parts> StampPattern::parts_of(std::string_view text) const {
  Parts parts;
  std::size_t at = 0;
  for (const Item& item : items_) {
    if (item.field == 0) {
      if (at == text.size() || text[at++] != item.literal) {
        return std::nullopt;
      }
      continue;
    }
    std::int64_t value = 0;
    const bool is_offset = item.field == 'z';
    const std::size_t length = is_offset ? take_offset(text.substr(at), parts.offset)
                                         : take_digits(text.substr(at), item.most_digits, value);
    if (length < item.least_digits) {
      return std::nullopt;
    }
    at += length;
    if (!is_offset) {
      parts.values[kFields.find(item.field)] =
          item.field == 'f' ? scaled_fraction(value, length) : value;
    }
  }
  return at == text.size() ? std::optional(parts) : std::nullopt;
}

}  // namespace barometer::calendar
