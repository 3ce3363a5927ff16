// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace barometer::core {

// Why these are no date that a timestamp holds: "there is no month 26", "2018-02 has no day 30",
// "the year 9999 is not between 1678 and 2261". Empty for a date.
std::string date_fault(std::int64_t year, std::int64_t month, std::int64_t day);

// The same of the date that `text` begins with, written as 2018-02-30; empty too where it begins
// with none.
std::string date_fault(std::string_view text);

}  // namespace barometer::core
