// SPDX-License-Identifier: Apache-2.0
#include "core/character_width.hpp"

#include "support/catch.hpp"

using barometer::core::character_width;

// Unicode 14, EastAsianWidth.txt and UnicodeData.txt: both ends of ranges, and their neighbours.
TEST_CASE("characters of East Asia take two columns") {
  for (const char32_t wide : {U'\u1100', U'\u115F', U'\u3000', U'\u4E00', U'\u9FFF', U'\uAC00',
                              U'\uD7A3', U'\uFF01', U'\uFF60', U'\U0001F600', U'\U00020000'}) {
    CHECK(character_width(wide) == 2);
  }
}

TEST_CASE("marks on the character before take none") {
  for (const char32_t mark : {U'\u0300', U'\u036F', U'\u0591', U'\u200D', U'\u20D0', U'\uFE0F'}) {
    CHECK(character_width(mark) == 0);
  }
}

TEST_CASE("all others take one") {
  for (const char32_t one : {U'a', U'\u00FC', U'\u02FF', U'\u20AC', U'\u2588', U'\u303F', U'\uFF61',
                             U'\uFFFD', U'\u0410'}) {
    CHECK(character_width(one) == 1);
  }
}
