// SPDX-License-Identifier: Apache-2.0
#include "core/safe_text.hpp"

#include <algorithm>
#include <array>

#include "core/character_width.hpp"
#include "core/utf8.hpp"

namespace barometer::core {

namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
}

// Of the block E2 80: U+200B, U+200E, U+200F and U+2028 to U+202E; of E2 81: U+2060 to U+2069.
bool is_invisible_mark(unsigned second, unsigned third) {
  return (second == 0x80 &&
          (third == 0x8B || third == 0x8E || third == 0x8F || (third >= 0xA8 && third <= 0xAE))) ||
         (second == 0x81 && third >= 0xA0 && third <= 0xA9);
}

// U+FEFF, U+FFFE and U+FFFF are EF BB BF, EF BF BE and EF BF BF.
bool is_no_character(unsigned second, unsigned third) {
  return (second == 0xBB && third == 0xBF) || (second == 0xBF && third >= 0xBE);
}

// Length of the colour of report/style.hpp at `i`; 0 where there is none.
std::size_t colour(std::string_view text, std::size_t i) {
  static constexpr std::array<std::string_view, 6> kColours{"\x1b[0m",  "\x1b[1m",  "\x1b[2m",
                                                            "\x1b[31m", "\x1b[32m", "\x1b[33m"};
  for (const std::string_view each : kColours) {
    if (text.substr(i).starts_with(each)) {
      return each.size();
    }
  }
  return 0;
}

template <class Keeps>
std::string without_unprintable(std::string_view text, const Keeps& keeps) {
  const std::string valid = valid_utf8(text);
  std::string clean;
  clean.reserve(valid.size());
  for (std::size_t i = 0; i < valid.size();) {
    const std::size_t kept = keeps(std::string_view(valid), i);
    const std::size_t skipped = kept == 0 ? unprintable(valid, i) : 0;
    const std::size_t length = std::max<std::size_t>(kept + skipped, 1);
    clean.append(valid, i, skipped == 0 ? length : 0);
    i += length;
  }
  return clean;
}

}  // namespace

std::size_t unprintable(std::string_view text, std::size_t i) {
  const unsigned first = byte_at(text, i);
  const unsigned second = byte_at(text, i + 1);
  const unsigned third = byte_at(text, i + 2);
  if (first < 0x20 || first == 0x7F) {
    return 1;
  }
  // U+0080 to U+009F, and U+061C, a mark of direction.
  if ((first == 0xC2 && second >= 0x80 && second <= 0x9F) || (first == 0xD8 && second == 0x9C)) {
    return 2;
  }
  const bool mark = first == 0xE2 && is_invisible_mark(second, third);
  return mark || (first == 0xEF && is_no_character(second, third)) ? 3 : 0;
}

std::string printable(std::string_view text) {
  return without_unprintable(text, [](std::string_view, std::size_t) { return std::size_t{0}; });
}

std::string printable_lines(std::string_view text, bool coloured) {
  return without_unprintable(text, [coloured](std::string_view all, std::size_t i) {
    const std::size_t line_feed = all[i] == '\n' ? 1 : 0;
    return coloured && line_feed == 0 ? colour(all, i) : line_feed;
  });
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Character character = character_at(text, i);
    width += character_width(character.point);
    i += character.bytes;
  }
  return width;
}

std::string clipped(std::string_view text, std::size_t width) {
  std::string clean = printable(text);
  if (display_width(clean) <= width) {
    return clean;
  }
  std::size_t end = 0;
  for (std::size_t seen = 0; end < clean.size();) {
    const Character character = character_at(clean, end);
    seen += character_width(character.point);
    if (seen >= width) {  // the last column is that of the ellipsis
      break;
    }
    end += character.bytes;
  }
  return clean.substr(0, end) + "…";
}

}  // namespace barometer::core
