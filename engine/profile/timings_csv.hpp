// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "profile/timings.hpp"

namespace barometer::profile {

// Nanoseconds of one "ns", "us", "ms" or "s"; nothing for another word.
std::optional<double> unit_ns(std::string_view unit);

// "4.649ms" in nanoseconds; nothing where it is no positive number with a unit.
std::optional<double> parse_time_ns(std::string_view text);

// Reads timings that another tool took: a header line with one name per process, then one row per
// call with that process's time, separated by commas, in units of `unit_ns` nanoseconds. Throws
// Error{bad_input} with every fault, each with file:line:column: no header, fewer than 5 rows,
// a row with more or fewer fields than the header, and times that are not positive numbers.
Replicates read_timings(const std::filesystem::path& file, double unit_ns);

}  // namespace barometer::profile
