// SPDX-License-Identifier: Apache-2.0
#include "calendar/split_ratio.hpp"

#include "support/catch.hpp"

using namespace barometer;
using calendar::SplitRatio;

TEST_CASE("splits multiply in lowest terms") {
  SplitRatio ratio(1, 3);
  ratio *= SplitRatio(3);
  CHECK(ratio == SplitRatio());
  CHECK(ratio.multiply(0.1) == 0.1);  // times 3 / 3 would be a unit in the last place more
  ratio *= SplitRatio(3, 2);
  ratio *= SplitRatio(4, 9);
  CHECK(ratio == SplitRatio(2, 3));
  CHECK(ratio.multiply(3.3) == 3.3 * 2 / 3);
}

TEST_CASE("a ratio that is no fraction of small whole numbers multiplies as it is") {
  SplitRatio ratio(1.0027123);
  ratio *= SplitRatio(2);
  CHECK(ratio.value() == 1.0027123 * 2);
}
