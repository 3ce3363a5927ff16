// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/timestamp.hpp"

namespace barometer::data {

// The values of data.time.format that read what written_stamp() writes.
inline constexpr const char* kInstantFormat = "%Y-%m-%d %H:%M:%S.%f%z";
inline constexpr const char* kClockFormat = "%Y-%m-%d %H:%M:%S.%f";
inline constexpr const char* kDateFormat = "%Y-%m-%d";

// Whether a time lies in the years that stamps may have, 1678 to 2261, two days from the ends.
bool is_readable(core::Timestamp time);

// A time that a program has handed over as a number, as the row of a file would have it; `offset`
// is that of its wall clock. REQUIRES: is_readable(time), one of the formats above.
std::string written_stamp(std::string_view format, core::Timestamp time, core::Duration offset);

}  // namespace barometer::data
