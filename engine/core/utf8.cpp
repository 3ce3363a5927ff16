// SPDX-License-Identifier: Apache-2.0
#include "core/utf8.hpp"

#include <array>
#include <cstddef>

namespace barometer::core {

namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
}

struct ByteRange {
  unsigned low;
  unsigned high;

  bool has(unsigned byte) const { return byte >= low && byte <= high; }
};

// Table 3-7 of the Unicode standard: first bytes, the second bytes that may follow, and how many
// bytes the character has.
struct Form {
  ByteRange first;
  ByteRange second;
  std::size_t length;
};

constexpr ByteRange kAnyNext{0x80, 0xBF};
constexpr std::array kForms{
    Form{{0xC2, 0xDF}, kAnyNext, 2}, Form{{0xE0, 0xE0}, {0xA0, 0xBF}, 3},
    Form{{0xE1, 0xEC}, kAnyNext, 3}, Form{{0xED, 0xED}, {0x80, 0x9F}, 3},
    Form{{0xEE, 0xEF}, kAnyNext, 3}, Form{{0xF0, 0xF0}, {0x90, 0xBF}, 4},
    Form{{0xF1, 0xF3}, kAnyNext, 4}, Form{{0xF4, 0xF4}, {0x80, 0x8F}, 4},
};

// Bytes of the character at `i`; 0 where there is none.
std::size_t length_at(std::string_view text, std::size_t i) {
  const unsigned first = byte_at(text, i);
  if (first < 0x80) {
    return 1;
  }
  for (const Form& form : kForms) {
    if (form.first.has(first) && form.second.has(byte_at(text, i + 1))) {
      std::size_t have = 2;
      while (have < form.length && kAnyNext.has(byte_at(text, i + have))) {
        ++have;
      }
      return have == form.length ? have : 0;
    }
  }
  return 0;
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = length_at(text, i);
    length > 0 ? valid.append(text, i, length) : valid.append("\xEF\xBF\xBD");
    i += length > 0 ? length : 1;
  }
  return valid;
}

}  // namespace barometer::core
