// SPDX-License-Identifier: Apache-2.0
#include "calendar/stamp_pattern.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/date_fault.hpp"
#include "core/error.hpp"

namespace barometer::calendar {

namespace {

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

core::Error bad_pattern(std::string what) {
  return {
      core::ErrorKind::bad_input,
      core::Fault{"", std::move(what),
                  "write it with %Y %y %m %b %d %e %H %I %p %M %S %f %z, for example '%Y-%m-%d'"}};
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

// Whether `text` begins with the word of small letters, in capitals or not.
bool starts_with_word(std::string_view text, std::string_view word) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(),
                    [small](char a, char b) { return a == small(b); });
}

// The length of the month's name that `text` begins with, and the month, from 1; 0 for none.
std::size_t take_month(std::string_view text, bool whole, std::int64_t& month) {
  constexpr std::size_t kShort = 3;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const std::string_view name = whole ? kMonths[i] : kMonths[i].substr(0, kShort);
    if (starts_with_word(text, name)) {
      month = static_cast<std::int64_t>(i) + 1;
      return name.size();
    }
  }
  return 0;
}

// AM or PM, and 12 where it is PM.
std::size_t take_half_day(std::string_view text, std::int64_t& hours) {
  hours = starts_with_word(text, "pm") ? 12 : 0;
  return hours > 0 || starts_with_word(text, "am") ? 2 : 0;
}

// The hour of the day; of a 12-hour clock that has no such hour 24 or more.
std::int64_t of_half_day(std::int64_t hour, std::int64_t half) {
  return hour < 1 || hour > 12 ? 24 + hour : hour % 12 + half;
}

// `v` has one value per slot.
std::optional<core::Timestamp> wall_time(const std::array<std::int64_t, 8>& v) {
  const auto [year, month, day, hour, minute, second, nanosecond, half] = v;
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
  has_clock_ = has(Slot::hour);
  has_half_day_ = has(Slot::half_day);
  fix_widths();
  std::string tail;
  for (const Item& item : items_) {
    tail = item.field == 0 ? tail + item.literal : std::string();
  }
  literal_zone_ = zone_at_end(tail, has_clock_);
}

std::optional<StampPattern::Slot> StampPattern::slot_of(char field) {
  constexpr std::array kSlots{
      std::pair{'Y', Slot::year},   std::pair{'y', Slot::year},    std::pair{'m', Slot::month},
      std::pair{'b', Slot::month},  std::pair{'B', Slot::month},   std::pair{'d', Slot::day},
      std::pair{'e', Slot::day},    std::pair{'H', Slot::hour},    std::pair{'I', Slot::hour},
      std::pair{'M', Slot::minute}, std::pair{'S', Slot::second},  std::pair{'f', Slot::fraction},
      std::pair{'z', Slot::offset}, std::pair{'p', Slot::half_day}};
  const auto found =
      std::ranges::find_if(kSlots, [field](const auto& s) { return s.first == field; });
  return found == kSlots.end() ? std::nullopt : std::optional(found->second);
}

bool StampPattern::has(Slot slot) const {
  return std::ranges::any_of(
      items_, [slot](const Item& item) { return item.field != 0 && item.slot == slot; });
}

bool StampPattern::has_field(char field) const {
  return std::ranges::find(items_, field, &Item::field) != items_.end();
}

// The date, then no smaller unit without all the larger ones; a half of the day with its hours.
void StampPattern::check_fields(std::string_view text) const {
  constexpr std::array kUnits{std::pair{Slot::year, 'Y'},    std::pair{Slot::month, 'm'},
                              std::pair{Slot::day, 'd'},     std::pair{Slot::hour, 'H'},
                              std::pair{Slot::minute, 'M'},  std::pair{Slot::second, 'S'},
                              std::pair{Slot::fraction, 'f'}};
  const auto is_there = [this](const auto& unit) { return has(unit.first); };
  const auto missing = std::ranges::find_if_not(kUnits, is_there);
  if (missing < kUnits.begin() + 3 || std::any_of(missing, kUnits.end(), is_there)) {
    throw bad_pattern("the pattern '" + std::string(text) + "' lacks %" +
                      std::string(1, missing->second));
  }
  if (has_field('I') != has_field('p')) {
    throw bad_pattern("the pattern '" + std::string(text) + "' has one of %I and %p alone");
  }
}

void StampPattern::add_field(char field) {
  const auto slot = slot_of(field);
  if (!slot) {
    throw bad_pattern("%" + std::string(1, field) + " is not a field of a time pattern");
  }
  if (has(*slot)) {
    throw bad_pattern(has_field(field)
                          ? "%" + std::string(1, field) + " stands twice in the time pattern"
                          : "%" + std::string(1, field) + " says what another field says already");
  }
  items_.push_back({.field = field, .slot = *slot});
}

// Without a character between two fields only their full width tells where one ends.
void StampPattern::fix_widths() {
  constexpr std::string_view kWords = "zbBp";
  for (std::size_t i = 0; i < items_.size(); ++i) {
    Item& item = items_[i];
    const auto is_number = [&](std::size_t at) {
      return at < items_.size() && items_[at].field != 0 &&
             kWords.find(items_[at].field) == kWords.npos;
    };
    const bool touched = (i > 0 && is_number(i - 1)) || is_number(i + 1);
    const bool whole = item.field == 'Y' || item.field == 'y' || (touched && item.field != 'f');
    item.most_digits = item.field == 'Y' ? 4 : item.field == 'f' ? 9 : 2;
    item.least_digits = is_number(i) && whole ? item.most_digits : 1;
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
  const auto [year, month, day, hour, minute, second, nanosecond, half] = parts->values;
  const std::string date = core::date_fault(year, month, day);
  if (!date.empty() || (hour <= 23 && minute <= 59 && second <= 59)) {
    return date;
  }
  return has_half_day_ && hour > 23
             ? fmt::format("there is no hour {} on a 12-hour clock", hour - 24)
             : fmt::format("there is no time of day {:02}:{:02}:{:02}", hour, minute, second);
}

// The length of the field's text, and its value into `parts`; nullopt where it has no such text.
std::optional<std::size_t> StampPattern::take(const Item& item, std::string_view text,
                                              Parts& parts) const {
  if (item.slot == Slot::offset) {
    const std::size_t length = take_offset(text, parts.offset);
    return length > 0 ? std::optional(length) : std::nullopt;
  }
  std::int64_t& value = parts.values[static_cast<std::size_t>(item.slot)];
  if (item.field == 'b' || item.field == 'B' || item.field == 'p') {
    const std::size_t length =
        item.field == 'p' ? take_half_day(text, value) : take_month(text, item.field == 'B', value);
    return length > 0 ? std::optional(length) : std::nullopt;
  }
  const std::size_t blank = item.field == 'e' && text.starts_with(' ') ? 1 : 0;
  const std::size_t digits = take_digits(text.substr(blank), item.most_digits, value);
  if (digits < item.least_digits) {
    return std::nullopt;
  }
  if (item.field == 'f') {
    value = scaled_fraction(value, digits);
  } else if (item.field == 'y') {
    constexpr std::int64_t kPivot = 69;
    value += value < kPivot ? 2000 : 1900;
  }
  return blank + digits;
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
    const auto length = take(item, text.substr(at), parts);
    if (!length) {
      return std::nullopt;
    }
    at += *length;
  }
  if (has_half_day_) {
    std::int64_t& hour = parts.values[static_cast<std::size_t>(Slot::hour)];
    hour = of_half_day(hour, parts.values[static_cast<std::size_t>(Slot::half_day)]);
  }
  return at == text.size() ? std::optional(parts) : std::nullopt;
}

}  // namespace barometer::calendar
