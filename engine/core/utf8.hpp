// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace barometer::core {

// `text` with U+FFFD in place of every byte that belongs to no character of UTF-8 (RFC 3629: no
// surrogates, none above U+10FFFF, none written longer than it needs to be).
std::string valid_utf8(std::string_view text);

struct Character {
  char32_t point;     // U+FFFD for a byte that belongs to no character
  std::size_t bytes;  // at least 1
};

// That which begins at byte `i`. REQUIRES: i < text.size().
Character character_at(std::string_view text, std::size_t i);

}  // namespace barometer::core
