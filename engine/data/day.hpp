// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/timestamp.hpp"

namespace barometer::data {

// Days since 1970-01-01 in some calendar.
using Day = std::int32_t;

// Rounded towards minus infinity, so that times before 1970 fall into the right day.
constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

// 0 .. by - 1.
constexpr std::int64_t floor_modulo(std::int64_t value, std::int64_t by) {
  return value % by + (value % by < 0 ? by : 0);
}

constexpr Day day_of(core::Timestamp time) {
  return static_cast<Day>(floor_divide(time, core::kDay));
}

// 0 Monday .. 6 Sunday; 1970-01-01 was a Thursday.
constexpr int weekday_of(Day day) {
  return static_cast<int>(floor_modulo(day + 3, 7));
}

constexpr bool is_weekend(Day day) {
  return weekday_of(day) >= 5;
}

}  // namespace barometer::data
