// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace barometer {

// Nanoseconds since 1970-01-01 00:00 UTC, leap seconds not counted (as Unix time).
using Timestamp = std::int64_t;
// Nanoseconds.
using Duration = std::int64_t;

inline constexpr Duration kMicrosecond = 1'000;
inline constexpr Duration kMillisecond = 1'000 * kMicrosecond;
inline constexpr Duration kSecond = 1'000 * kMillisecond;
inline constexpr Duration kMinute = 60 * kSecond;
inline constexpr Duration kHour = 60 * kMinute;
inline constexpr Duration kDay = 24 * kHour;

// "2022-10-11T10:00:00Z"; fractions of a second are written only where there are any.
std::string format_utc(Timestamp time);

// "2022-10-11"
std::string format_date(Timestamp time);

// Reads "2022-10-11", "2022-10-11 10:00", "2022-10-11T10:00:00Z" as UTC; nullopt for anything else,
// dates that do not exist included.
std::optional<Timestamp> parse_utc(std::string_view text);

// "20us", "1h", "1.5s": the largest unit that needs at most three decimals.
std::string format_duration(Duration duration);

}  // namespace barometer
