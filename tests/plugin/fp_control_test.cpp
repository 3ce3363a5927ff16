// SPDX-License-Identifier: Apache-2.0
#include "plugin/fp_control.hpp"

#include <cfenv>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("ordinary arithmetic does not count as switching") {
  volatile double x = 1;
  CHECK(plugin::keeps_fp_control([&x] { x = x / 3; }));
}

TEST_CASE("a switched rounding mode is seen and put back in every unit") {
  CHECK_FALSE(plugin::keeps_fp_control([] { std::fesetround(FE_UPWARD); }));
  CHECK(std::fegetround() == FE_TONEAREST);
  volatile double one = 1;
  CHECK(one / 3 == 0x1.5555555555555p-2);  // upwards it would end in 6
}

TEST_CASE("what was in force before is what is put back") {
  std::fesetround(FE_DOWNWARD);
  CHECK_FALSE(plugin::keeps_fp_control([] { std::fesetround(FE_UPWARD); }));
  CHECK(std::fegetround() == FE_DOWNWARD);
  std::fesetround(FE_TONEAREST);
}

TEST_CASE("what was switched is put back where the call throws") {
  const auto throws = [] {
    std::fesetround(FE_UPWARD);
    throw 1;
  };
  CHECK_THROWS_AS(static_cast<void>(plugin::keeps_fp_control(throws)), int);
  CHECK(std::fegetround() == FE_TONEAREST);
}
