// SPDX-License-Identifier: Apache-2.0
#include "data/stamp_pattern.hpp"

#include <date/date.h>

#include <algorithm>
#include <array>

#include "core/error.hpp"

namespace barometer {

namespace {

constexpr std::string_view kFields = "YmdHMSf";  // from the largest unit to the smallest

// One value per field, in the order of kFields.
using Values = std::array<std::int64_t, kFields.size()>;

Error bad_pattern(std::string what) {
  return {ExitCode::bad_input,
          Fault{"", std::move(what), "write it with %Y %m %d %H %M %S %f, for example '%Y-%m-%d'"}};
}

std::int64_t scaled_fraction(std::int64_t value, std::size_t digits) {
  for (; digits < 9; ++digits) {
    value *= 10;
  }
  return value;
}

std::optional<Timestamp> wall_time(const Values& v) {
  const auto [year, month, day, hour, minute, second, nanosecond] = v;
  const date::year_month_day date{date::year{static_cast<int>(year)},
                                  date::month{static_cast<unsigned>(month)},
                                  date::day{static_cast<unsigned>(day)}};
  // 64 bits of nanoseconds reach from 1677 to 2262.
  const bool exists = date.ok() && year >= 1678 && year <= 2261;
  if (!exists || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  return date::sys_days{date}.time_since_epoch().count() * kDay + hour * kHour + minute * kMinute +
         second * kSecond + nanosecond;
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
  const auto has = [&](char field) {
    return std::ranges::find(items_, field, &Item::field) != items_.end();
  };
  std::size_t fields = 0;
  while (fields < kFields.size() && has(kFields[fields])) {
    ++fields;
  }
  const bool smaller = std::ranges::any_of(kFields.substr(fields), has);
  if (fields < 3 || smaller) {
    throw bad_pattern("the pattern '" + std::string(text) + "' lacks %" +
                      std::string(1, kFields[fields]));
  }
  has_clock_ = has('H');
  fix_widths();
}

void StampPattern::add_field(char field) {
  if (kFields.find(field) == std::string_view::npos) {
    throw bad_pattern("%" + std::string(1, field) + " is not a field of a time pattern");
  }
  if (std::ranges::find(items_, field, &Item::field) != items_.end()) {
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

std::optional<Timestamp> StampPattern::read(std::string_view text) const {
  Values values{};
  std::size_t at = 0;
  for (const Item& item : items_) {
    if (item.field == 0) {
      if (at == text.size() || text[at++] != item.literal) {
        return std::nullopt;
      }
      continue;
    }
    std::size_t digits = 0;
    std::int64_t value = 0;
    for (; digits < item.most_digits && at < text.size(); ++digits, ++at) {
      if (text[at] < '0' || text[at] > '9') {
        break;
      }
      value = value * 10 + (text[at] - '0');
    }
    if (digits < item.least_digits) {
      return std::nullopt;
    }
    values[kFields.find(item.field)] = item.field == 'f' ? scaled_fraction(value, digits) : value;
  }
  return at == text.size() ? wall_time(values) : std::nullopt;
}

}  // namespace barometer
