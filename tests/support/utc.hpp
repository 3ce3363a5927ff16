// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/timestamp.hpp"

namespace barometer_test {

// "2024-03-10T07:00:00Z", or a date alone for its midnight.
inline barometer::core::Timestamp utc(std::string_view text) {
  return barometer::core::parse_utc(text).value();
}

}  // namespace barometer_test
