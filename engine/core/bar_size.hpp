// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/timestamp.hpp"

namespace barometer::core {

// The mean month of the Gregorian calendar, 365.2425 days / 12: nominal, as months differ.
inline constexpr Duration kMonth = 2'629'746 * kSecond;
inline constexpr Duration kYear = 12 * kMonth;

// As format_duration() has it, but a week is "1w" and a month "1mo": the only sizes above a day.
std::string format_bar_size(Duration bar);

}  // namespace barometer::core
