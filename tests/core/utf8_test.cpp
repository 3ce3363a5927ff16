// SPDX-License-Identifier: Apache-2.0
#include "core/utf8.hpp"

#include <string>

#include "support/catch.hpp"

namespace barometer {

namespace {

const std::string kReplacement = "\xEF\xBF\xBD";

// RFC 3629, section 3: how a code point is written.
std::string written(unsigned point) {
  const auto byte = [](unsigned value) { return static_cast<char>(value); };
  const auto next = [&](unsigned shift) { return byte(0x80 | (point >> shift & 0x3F)); };
  std::string text;
  if (point < 0x80) {
    text = {byte(point)};
  } else if (point < 0x800) {
    text = {byte(0xC0 | point >> 6), next(0)};
  } else if (point < 0x10000) {
    text = {byte(0xE0 | point >> 12), next(6), next(0)};
  } else {
    text = {byte(0xF0 | point >> 18), next(12), next(6), next(0)};
  }
  return text;
}

}  // namespace

TEST_CASE("every code point but the surrogates is left as it is") {
  for (unsigned point = 0; point <= 0x10FFFF; ++point) {
    const std::string text = written(point);
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if ((core::valid_utf8(text) == text) == surrogate) {
      FAIL("code point " << point);
    }
  }
  CHECK(core::valid_utf8(written(0xD800)) == kReplacement + kReplacement + kReplacement);
}

TEST_CASE("a byte that belongs to no character becomes U+FFFD, those around it stay") {
  CHECK(core::valid_utf8("a\xFFz") == "a" + kReplacement + "z");
  CHECK(core::valid_utf8("a\x80") == "a" + kReplacement);
  CHECK(core::valid_utf8("caf\xE9 au lait") == "caf" + kReplacement + " au lait");  // Latin-1
  CHECK(core::valid_utf8("\xE2\x82") == kReplacement + kReplacement);               // cut short
  CHECK(core::valid_utf8("\xC0\xAF") == kReplacement + kReplacement);             // too long for /
  CHECK(core::valid_utf8("\xF4\x90\x80\x80").size() == 4 * kReplacement.size());  // > U+10FFFF
  CHECK(core::valid_utf8("").empty());
}

TEST_CASE("a character is told with its bytes, one that is none as one byte") {
  const std::string text = "a\u20AC\xFFz";
  CHECK(core::character_at(text, 0).point == U'a');
  CHECK(core::character_at(text, 1).point == U'\u20AC');
  CHECK(core::character_at(text, 1).bytes == 3);
  CHECK(core::character_at(text, 4).point == U'\uFFFD');
  CHECK(core::character_at(text, 4).bytes == 1);
}

}  // namespace barometer
