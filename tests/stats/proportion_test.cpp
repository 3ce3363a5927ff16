// SPDX-License-Identifier: Apache-2.0
#include "stats/proportion.hpp"

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("Wilson's interval of 15 in 50") {
  // From the definition: the roots of (p - 0.3)^2 = z^2 p (1 - p) / 50.
  const stats::ProportionInterval interval = stats::wilson_interval(0.3, 50);
  for (const double p : {interval.low, interval.high}) {
    constexpr double kSquare = 1.959963984540054 * 1.959963984540054;
    CHECK((p - 0.3) * (p - 0.3) == Approx(kSquare * p * (1 - p) / 50));
  }
  CHECK(interval.low < 0.3);
  CHECK(interval.high > 0.3);
}

TEST_CASE("Wilson's interval stays between 0 and 1") {
  CHECK(stats::wilson_interval(0, 3).low >= 0);
  CHECK(stats::wilson_interval(0, 3).low == Approx(0).margin(1e-15));
  CHECK(stats::wilson_interval(1, 3).high <= 1);
  CHECK(stats::wilson_interval(1, 3).high == Approx(1));
  CHECK(stats::wilson_interval(0, 3).high < 1);
  CHECK(stats::wilson_interval(1, 3).low > 0);
}

}  // namespace barometer
