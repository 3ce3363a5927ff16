// SPDX-License-Identifier: Apache-2.0
#include "config/plain_text.hpp"

#include "support/catch.hpp"

using namespace barometer;
using namespace std::string_literals;

TEST_CASE("the first odd byte is found") {
  CHECK_FALSE(config::first_odd_byte("plain, \xC3\xA9 and \xE2\x82\xAC", ""));
  CHECK(config::first_odd_byte("ab\0c"s, "") == 2);
  CHECK(config::first_odd_byte("a\tb", "") == 1);
  CHECK_FALSE(config::first_odd_byte("a\tb", "\t"));
}

TEST_CASE("what is no UTF-8 is odd") {
  CHECK(config::first_odd_byte("a\xFF", "") == 1);
  CHECK(config::first_odd_byte("a\xC3", "") == 1);             // cut short
  CHECK(config::first_odd_byte("\xC0\xAF", "") == 0);          // overlong '/'
  CHECK(config::first_odd_byte("\xED\xA0\x80", "") == 0);      // surrogate
  CHECK(config::first_odd_byte("\xF4\x90\x80\x80", "") == 0);  // beyond U+10FFFF
}

TEST_CASE("control characters beyond ASCII are odd too") {
  CHECK(config::first_odd_byte("a\x7F", "") == 1);
  CHECK(config::first_odd_byte("a\xC2\x9B", "") == 1);      // C1: a terminal takes it for ESC [
  CHECK(config::first_odd_byte("a\xE2\x80\xA8", "") == 1);  // line separator
}

TEST_CASE("a safe name cannot leave its folder") {
  for (const char* name : {"BTCUSDT", "BRK.B", "BTC-USD", "^GSPC", "EURUSD=X", "a_b", "7203"}) {
    INFO(name);
    CHECK(config::is_safe_name(name));
  }
  for (const char* name :
       {"", ".", "..", "a..b", "a/b", "/etc", "a b", "~", "a\\b", "<x>", "a\n"}) {
    INFO(name);
    CHECK_FALSE(config::is_safe_name(name));
  }
  CHECK_FALSE(config::is_safe_name("a\0b"s));
  CHECK_FALSE(config::is_safe_name(std::string(101, 'a')));
}

TEST_CASE("messages carry no odd bytes and no novels") {
  CHECK(config::for_message("a\x1B[31mb") == "a?[31mb");
  CHECK(config::for_message(std::string(61, 'x')) == std::string(60, 'x') + "...");
}
