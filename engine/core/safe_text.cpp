// SPDX-License-Identifier: Apache-2.0
#include "core/safe_text.hpp"

#include <algorithm>

namespace barometer::core {

namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
}

// U+2028 to U+202E and U+2066 to U+2069 are E2 80 A8..AE and E2 81 A6..A9.
bool is_invisible_mark(unsigned second, unsigned third) {
  return (second == 0x80 && third >= 0xA8 && third <= 0xAE) ||
         (second == 0x81 && third >= 0xA6 && third <= 0xA9);
}

// Length of the unwanted character at `i`; 0 where the text is fit to be seen.
std::size_t unwanted(std::string_view text, std::size_t i) {
  const unsigned first = byte_at(text, i);
  const unsigned second = byte_at(text, i + 1);
  if (first < 0x20 || first == 0x7F) {
    return 1;
  }
  if (first == 0xC2 && second >= 0x80 && second <= 0x9F) {
    return 2;
  }
  return first == 0xE2 && is_invisible_mark(second, byte_at(text, i + 2)) ? 3 : 0;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t skip = unwanted(text, i);
    if (skip == 0) {
      clean += text[i];
    }
    i += std::max<std::size_t>(skip, 1);
  }
  return clean;
}

std::size_t display_width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

std::string clipped(std::string_view text, std::size_t width) {
  std::string clean = printable(text);
  if (display_width(clean) <= width) {
    return clean;
  }
  std::size_t end = 0;
  for (std::size_t seen = 0; end < clean.size(); ++end) {
    if (!is_continuation(clean[end]) && ++seen == width) {
      break;
    }
  }
  return clean.substr(0, end) + "…";
}

}  // namespace barometer::core
