// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/floor_division.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

constexpr core::Day day_of(core::Timestamp time) {
  return static_cast<core::Day>(core::floor_divide(time, core::kDay));
}

// 0 Monday .. 6 Sunday; 1970-01-01 was a Thursday.
constexpr int weekday_of(core::Day day) {
  return static_cast<int>(core::floor_modulo(day + 3, 7));
}

constexpr bool is_weekend(core::Day day) {
  return weekday_of(day) >= 5;
}

}  // namespace barometer::calendar
