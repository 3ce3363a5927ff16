// SPDX-License-Identifier: Apache-2.0
#include "core/safe_text.hpp"

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("printable drops terminal escapes and every control character") {
  CHECK(core::printable("\x1b[31mBTC\x1b[0m") == "[31mBTC[0m");
  CHECK(core::printable(std::string_view("a\0b\nc\x7f", 6)) == "abc");
}

TEST_CASE("printable drops C1 controls, line separators and direction marks") {
  CHECK(core::printable("a\xC2\x9B"
                        "1mb") == "a1mb");  // U+009B, an escape in one character
  CHECK(core::printable("a\u2028b\u202Ec\u2066d") == "abcd");
}

TEST_CASE("printable leaves letters of any language alone") {
  CHECK(core::printable("Zürich €") == "Zürich €");
}

TEST_CASE("display width counts code points") {
  CHECK(core::display_width("abc") == 3);
  CHECK(core::display_width("Zürich €█") == 9);
}

TEST_CASE("clipped text is as wide as asked for and says that it was cut") {
  CHECK(core::clipped("abcdef", 6) == "abcdef");
  CHECK(core::clipped("abcdefg", 6) == "abcde…");
  CHECK(core::display_width(core::clipped("äöüäöüäöü", 4)) == 4);
}

}  // namespace barometer
