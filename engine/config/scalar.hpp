// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/timestamp.hpp"

// The one schema for scalars: decimal numbers only (no leading zeros, hex, octal, underscores, inf,
// nan), true/false only, units written at the value. Each reader takes the whole text or nothing;
// each writer gives text that its reader turns back into the same bits.

namespace barometer::config {

std::optional<std::int64_t> read_integer(std::string_view text);
std::optional<double> read_number(std::string_view text);  // finite
std::optional<bool> read_boolean(std::string_view text);

// A fraction of 1: "10%" = 0.1, "5bps" = 0.0005, "0.1" = 0.1.
std::optional<double> read_fraction(std::string_view text);

// Nanoseconds: "250ns", "20us", "1.5ms", "1s", "5min", "1h", "1d"; a bare number is rejected, and
// so is what is no whole number of nanoseconds.
std::optional<core::Duration> read_duration(std::string_view text);

// A duration, or 1w or 1mo. 1w and 7d are one.
std::optional<core::Duration> read_bar_size(std::string_view text);

// The shortest decimal that is nearest to `value`: "0.001", "100000".
std::string write_number(double value);

// A whole number of the largest unit that divides it: "20us", "90min".
std::string write_duration(core::Duration duration);
std::string write_bar_size(core::Duration bar);

}  // namespace barometer::config
