// SPDX-License-Identifier: Apache-2.0
#include "core/number_notation.hpp"

#include "support/catch.hpp"

using barometer::core::is_other_notation;

TEST_CASE("numbers of other notations are known as such") {
  for (const char* text : {"246,5", "1,246.50", "1'246", "$246.5", "246.5%", "12K",
                           "246.5 \xe2\x82\xac", "246.5 USD", "EUR100", "EUR 100",
                           "\xc2\xa5"
                           "100",
                           "\xe2\x82\xb9"
                           "100",
                           "\xc2\xa3"
                           "5",
                           "1 246.5",
                           "1\xc2\xa0"
                           "246.5",
                           "1\xe2\x80\xaf"
                           "246.5",
                           "1\xe2\x80\x99"
                           "246",
                           "+246.5", "-$5"}) {
    INFO(text);
    CHECK(is_other_notation(text));
  }
}

TEST_CASE("what is no number in any of them is not") {
  for (const char* text : {"", "oops", "USD", "246.5", "-246.5", "nan", "0x10", "1.2.3", "12abc",
                           "1e5x", "1 2", "1 02.5", "5x", "5\xff\xfe", "1e999", "\xe2\x82"}) {
    INFO(text);
    CHECK_FALSE(is_other_notation(text));
  }
}
