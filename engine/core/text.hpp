// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace barometer::core {

// Without blanks and tabs around it.
std::string_view trimmed(std::string_view text);

// In single quotes and safe for a terminal: control and non-ASCII bytes as \xNN, cut at 40 bytes.
std::string shown(std::string_view text);

}  // namespace barometer::core
