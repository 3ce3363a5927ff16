// SPDX-License-Identifier: Apache-2.0
#include "core/date_fault.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace barometer::core {

namespace {

// Takes `digits` digits from the front.
bool take(std::string_view& text, std::size_t digits, std::int64_t& value) {
  const char* const begin = text.data();
  const auto [end, error] = std::from_chars(begin, begin + std::min(digits, text.size()), value);
  const bool good = error == std::errc{} && end == begin + digits && *begin != '-';
  text.remove_prefix(good ? digits : 0);
  return good;
}

bool take_dash(std::string_view& text) {
  const bool good = text.starts_with('-');
  text.remove_prefix(good ? 1 : 0);
  return good;
}

}  // namespace

std::string date_fault(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (month < 1 || month > 12) {
    return fmt::format("there is no month {}", month);
  }
  const auto of_month = static_cast<unsigned>(month);
  const date::year_month_day_last last{date::year{static_cast<int>(year)},
                                       date::month_day_last{date::month{of_month}}};
  if (day < 1 || day > static_cast<std::int64_t>(static_cast<unsigned>(last.day()))) {
    return fmt::format("{:04}-{:02} has no day {}", year, month, day);
  }
  // Nanoseconds in 64 bits reach from 1677 to 2262.
  return year < 1678 || year > 2261
             ? fmt::format("the year {:04} is not between 1678 and 2261", year)
             : "";
}

std::string date_fault(std::string_view text) {
  std::int64_t year = 0;
  std::int64_t month = 0;
  std::int64_t day = 0;
  const bool written = take(text, 4, year) && take_dash(text) && take(text, 2, month) &&
                       take_dash(text) && take(text, 2, day) &&
                       (text.empty() || text.front() < '0' || text.front() > '9');
  return written ? date_fault(year, month, day) : "";
}

}  // namespace barometer::core
