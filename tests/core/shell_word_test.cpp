// SPDX-License-Identifier: Apache-2.0
#include "core/shell_word.hpp"

#include "support/catch.hpp"

using barometer::core::shell_word;

TEST_CASE("a word that a shell would take apart is quoted, any other is not") {
  CHECK(shell_word("/opt/barometer-0.1") == "/opt/barometer-0.1");
  CHECK(shell_word("/opt/it's #1 $x") == "'/opt/it'\\''s #1 $x'");
  CHECK(shell_word("") == "''");
}
