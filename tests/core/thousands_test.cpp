// SPDX-License-Identifier: Apache-2.0
#include "core/thousands.hpp"

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("commas stand between thousands before the decimal point, and nowhere else") {
  CHECK(core::with_thousands("999") == "999");
  CHECK(core::with_thousands("1000") == "1,000");
  CHECK(core::with_thousands("-123") == "-123");
  CHECK(core::with_thousands("-1234567.8901") == "-1,234,567.8901");
}
