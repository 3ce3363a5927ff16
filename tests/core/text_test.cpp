// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"

#include <string>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("blanks and tabs around a text are cut, inside they stay") {
  CHECK(core::trimmed(" \ta b\t ") == "a b");
  CHECK(core::trimmed(" \t").empty());
  CHECK(core::trimmed("").empty());
}

TEST_CASE("a shown text is quoted, safe for a terminal and at most 40 bytes of it") {
  CHECK(core::shown("7:1") == "'7:1'");
  CHECK(core::shown("\x1b[2J\xff") == "'\\x1b[2J\\xff'");
  CHECK(core::shown(std::string(41, 'x')) == "'" + std::string(40, 'x') + "...'");
}
