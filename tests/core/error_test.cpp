// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"

#include <string>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("a fault reads as where, what and how to mend it") {
  CHECK(core::to_string(core::Fault{"a.yaml:3:7", "unknown key 'fil'", "did you mean 'fill'?"}) ==
        "a.yaml:3:7: unknown key 'fil'\n    did you mean 'fill'?");
  CHECK(core::to_string(core::Fault{"", "interrupted", ""}) == "interrupted");
}

TEST_CASE("an error carries every fault, not just the first") {
  const core::Error error(core::ErrorKind::bad_input, {{"a", "one", ""}, {"b", "two", "three"}});
  CHECK(error.faults().size() == 2);
  CHECK(std::string(error.what()) == "a: one\nb: two\n    three");
  CHECK(error.kind() == core::ErrorKind::bad_input);
}

TEST_CASE("no faults, no throw") {
  CHECK_NOTHROW(core::throw_if_any({}));
  CHECK_THROWS_AS(core::throw_if_any({{"", "x", ""}}), core::Error);
}
