// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::core {

// "-1234567.89" as "-1,234,567.89": a decimal number with commas between its thousands.
std::string with_thousands(std::string digits);

}  // namespace barometer::core
