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

TEST_CASE("printable drops what nobody sees and what is no character") {
  CHECK(core::printable("a\u200Bb\u200Ec\uFEFFd\u2066e\u061Cf\uFFFFg") == "abcdefg");
}

TEST_CASE("printable replaces what is not UTF-8") {
  CHECK(core::printable("a\xFF"
                        "b\xC3") == "a\uFFFDb\uFFFD");
  CHECK(core::printable("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");  // half of a surrogate pair
  CHECK(core::printable("\xC2\x1b[2J") == "\uFFFD[2J");
}

TEST_CASE("whole output keeps its lines, and its own colours where it has some") {
  const std::string text = "\x1b[31mred\x1b[0m\n\x1b[2Jtwo\r";
  CHECK(core::printable_lines(text) == "[31mred[0m\n[2Jtwo");
  CHECK(core::printable_lines(text, true) == "\x1b[31mred\x1b[0m\n[2Jtwo");
}

TEST_CASE("display width counts columns: wide characters take two, marks on others none") {
  CHECK(core::display_width("abc") == 3);
  CHECK(core::display_width("Zürich €█") == 9);
  CHECK(core::display_width("日経225") == 7);
  CHECK(core::display_width("e\u0301") == 1);
  CHECK(core::clipped("日経平均", 5) == "日経…");
  CHECK(core::clipped("日経平均", 4) == "日…");
}

TEST_CASE("clipped text is as wide as asked for and says that it was cut") {
  CHECK(core::clipped("abcdef", 6) == "abcdef");
  CHECK(core::clipped("abcdefg", 6) == "abcde…");
  CHECK(core::display_width(core::clipped("äöüäöüäöü", 4)) == 4);
}

}  // namespace barometer
