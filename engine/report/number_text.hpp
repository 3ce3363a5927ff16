// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Numbers as people read them. Values that are undefined or not finite are "n/a".

namespace barometer::report {

// "364,944"
std::string grouped(std::int64_t value);

// "1 bar", "0 bars", "1,024 bars": `noun` in the singular, its plural made by an s.
std::string counted(std::int64_t count, std::string_view noun);

// "-1,234.57": `decimals` digits, thousands separated, never "-0.00".
std::string fixed(std::optional<double> value, int decimals);

// fixed() with a leading + where it is positive: for gains and losses.
std::string gain(std::optional<double> value, int decimals);

// A fraction as "64.2 %".
std::string percent(std::optional<double> fraction);

// A fraction as "+1,234 %", "+34.2 %", "-4.56 %": three significant digits.
std::string gain_percent(std::optional<double> fraction);

// "84.2 ns", "1.24 us", "12.4 ms", "3.50 s"
std::string nanoseconds(std::optional<double> nanoseconds);

// "21.3 million", "853 thousand", "912"
std::string rounded_count(double value);

}  // namespace barometer::report
