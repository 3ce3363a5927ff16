// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace barometer::core {

// Rounded towards minus infinity, so that times before 1970 fall into the right day.
constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

// 0 .. by - 1.
constexpr std::int64_t floor_modulo(std::int64_t value, std::int64_t by) {
  return value % by + (value % by < 0 ? by : 0);
}

}  // namespace barometer::core
