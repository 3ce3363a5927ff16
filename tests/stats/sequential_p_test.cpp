// SPDX-License-Identifier: Apache-2.0
#include "stats/sequential_p.hpp"

#include <algorithm>

#include "stats/random.hpp"
#include "support/catch.hpp"
#include "support/rates.hpp"

using namespace barometer;

TEST_CASE("p is decided by the draw that makes enough of them as large") {
  stats::SequentialP test(1.0, 2, 10);
  for (const double drawn : {0.5, 1.0, 0.2}) {
    test.add(drawn);
    CHECK_FALSE(test.is_decided());
    CHECK_FALSE(test.p());
  }
  test.add(3.0);
  CHECK(test.is_decided());
  CHECK(test.p() == 0.5);
  test.add(9.0);  // after the decision nothing counts
  CHECK(test.draws() == 4);
  CHECK(test.p() == 0.5);
}

TEST_CASE("where all draws are made, the statistic counts as one of them") {
  stats::SequentialP test(1.0, 20, 4);
  for (const double drawn : {0.5, 2.0, 0.2, 0.1}) {
    test.add(drawn);
  }
  CHECK(test.p() == 0.4);
}

TEST_CASE("a draw within a billionth is as large, on either side of 0") {
  stats::SequentialP above(1.0, 1, 5);
  above.add(1.0 - 1e-10);
  CHECK(above.is_decided());
  stats::SequentialP below(-1.0, 1, 5);
  below.add(-1.0 - 1e-10);
  CHECK(below.is_decided());
  stats::SequentialP less(1.0, 1, 5);
  less.add(1.0 - 1e-8);
  CHECK_FALSE(less.is_decided());
}

// A p is right where P(p <= a) <= a for every a: here the statistic is one more draw.
TEST_CASE("under the null hypothesis p is as small as it says, as often as it says") {
  const int trials = test::long_form() ? 20'000 : 2'000;
  int small = 0;
  for (int trial = 0; trial < trials; ++trial) {
    stats::Random random(11, static_cast<std::uint64_t>(trial));
    stats::SequentialP test(random.uniform(), 20, 500);
    while (!test.is_decided()) {
      test.add(random.uniform());
    }
    small += *test.p() <= 0.05 ? 1 : 0;
  }
  CHECK(test::inside(small, trials, 0.04, 0.05));
}
