// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace barometer::core {

// `text` with U+FFFD in place of every byte that belongs to no character of UTF-8 (RFC 3629: no
// surrogates, none above U+10FFFF, none written longer than it needs to be).
std::string valid_utf8(std::string_view text);

}  // namespace barometer::core
