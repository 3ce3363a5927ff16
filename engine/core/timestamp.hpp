// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace barometer::core {

// Nanoseconds since 1970-01-01 00:00 UTC, leap seconds not counted (as Unix time).
using Timestamp = std::int64_t;
// Nanoseconds.
using Duration = std::int64_t;
// Days since 1970-01-01 in some calendar.
using Day = std::int32_t;

inline constexpr Duration kMicrosecond = 1'000;
inline constexpr Duration kMillisecond = 1'000 * kMicrosecond;
inline constexpr Duration kSecond = 1'000 * kMillisecond;
inline constexpr Duration kMinute = 60 * kSecond;
inline constexpr Duration kHour = 60 * kMinute;
inline constexpr Duration kDay = 24 * kHour;
inline constexpr Duration kWeek = 7 * kDay;

// "2022-10-11T10:00:00Z"; fractions of a second are written, with nine digits, only where there are
// any. Every 64-bit number is a time: 1677-09-21 to 2262-04-11.
std::string format_utc(Timestamp time);

// "2022-10-11"
std::string format_date(Timestamp time);

// Reads "2022-10-11", "2022-10-11 10:00", "2022-10-11T10:00:00Z" as UTC; nullopt for anything else,
// dates that do not exist and years outside 1678 to 2261 included.
std::optional<Timestamp> parse_utc(std::string_view text);

// "1h", "90min", "1.5s", "20us": always exact. Days, hours and minutes are written where they are
// whole, else the largest unit from seconds down that needs at most three decimals.
std::string format_duration(Duration duration);

}  // namespace barometer::core
