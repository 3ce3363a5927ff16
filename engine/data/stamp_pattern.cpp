// SPDX-License-Identifier: Apache-2.0
#include "data/stamp_pattern.hpp"

#include <date/date.h>

#include <algorithm>
#include <array>

#include "core/error.hpp"

namespace barometer::data {

namespace {

constexpr std::string_view kFields = "YmdHMSf";  // from the largest unit to the smallest

core::Error bad_pattern(std::string what) {
  return {core::ErrorKind::bad_input,
          core::Fault{"", std::move(what),
                      "write it with %Y %m %d %H %M %S %f, for example '%Y-%m-%d'"}};
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
  if (kFields.find(field) == std::string_view::npos) {
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
    const bool touched =
        (i > 0 && items_[i - 1].field != 0) || (i + 1 < items_.size() && items_[i + 1].field != 0);
    item.most_digits = item.field == 'Y' ? 4 : item.field == 'f' ? 9 : 2;
    item.least_digits = item.field == 'Y' || (touched && item.field != 'f') ? item.most_digits : 1;
  }
}

std::optional<core::Timestamp> StampPattern::read(std::string_view text) const {
  const auto values = values_of(text);
  return values ? wall_time(*values) : std::nullopt;
}

bool StampPattern::matches(std::string_view text) const {
  return values_of(text).has_value();
}

std::optional<StampPattern::Values> StampPattern::values_of(std::string_view text) const {
  Values values{};
  std::size_t at = 0;
  for (const Item& item : items_) {
    if (item.field == 0) {
      if (at == text.size() || text[at++] != item.literal) {
        return std::nullopt;
      }
      continue;
    }
    std::int64_t value = 0;
    const std::size_t digits = take_digits(text.substr(at), item.most_digits, value);
    if (digits < item.least_digits) {
      return std::nullopt;
    }
    at += digits;
    values[kFields.find(item.field)] = item.field == 'f' ? scaled_fraction(value, digits) : value;
  }
  return at == text.size() ? std::optional(values) : std::nullopt;
}

}  // namespace barometer::data
