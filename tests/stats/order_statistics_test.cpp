// SPDX-License-Identifier: Apache-2.0
#include "stats/order_statistics.hpp"

#include <array>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("the median of an even number of values is the mean of the middle two") {
  CHECK(stats::median_of(std::array{4.0, 1.0, 3.0, 2.0}) == 2.5);
  CHECK(stats::median_of(std::array{9.0}) == 9.0);
}

TEST_CASE("quantiles interpolate between order statistics") {
  // R: quantile(c(10, 20, 30, 40, 50), c(0.1, 0.9)), type 7, gives 14 and 46.
  const std::array values{50.0, 10.0, 40.0, 20.0, 30.0};
  CHECK(stats::quantile_of(values, 0.1) == Approx(14));
  CHECK(stats::quantile_of(values, 0.9) == Approx(46));
  CHECK(stats::quantile_of(values, 0) == 10);
  CHECK(stats::quantile_of(values, 1) == 50);
}

TEST_CASE("the standard deviation divides by one less than the number of values") {
  CHECK(stats::standard_deviation_of(std::array{2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0}) ==
        Approx(2.138089935));  // sqrt(32 / 7)
}

TEST_CASE("the robust deviation is 1.4826 times the median distance, whatever an outlier is") {
  // Of 1, 2, 3, 4, 100 the median is 3 and the distances are 0, 1, 1, 2, 97.
  CHECK(stats::robust_deviation_of(std::array{100.0, 1.0, 3.0, 2.0, 4.0}) == 1.4826);
}
