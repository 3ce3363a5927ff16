// SPDX-License-Identifier: Apache-2.0
#include "calendar/split_ratio.hpp"

#include <vector>

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

// Exact values were computed with rational numbers; product and quotient rounded one after the
// other miss each of them by a unit in the last place.
TEST_CASE("what a split makes of a price is the double next to the exact value") {
  struct Case {
    double after, before, value, exact;
  };

  for (const auto& [after, before, value, exact] : std::vector<Case>{
           {14, 3, 36.482142857142854, 170.25},
           {14, 3, 21.77357142857143, 101.61},
           {11, 10, 21.181818181818183, 23.3},
           {21, 20, 85.13333333333334, 89.39},
           {6, 5, 150.65, 180.78},
           {3, 5, 313.55, 188.13},
           {3, 5, 78.73333333333333, 47.24},
       }) {
    INFO(after << ":" << before << " of " << value);
    CHECK(SplitRatio(after, before).multiply(value) == exact);
    CHECK(SplitRatio(before, after).divide(value) == exact);
  }
}
