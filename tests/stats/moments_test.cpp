// SPDX-License-Identifier: Apache-2.0
#include "stats/moments.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("central moments of a small sample, by hand") {
  const std::vector<double> values{1, 2, 6};  // deviations from 3: -2, -1, 3
  CHECK(stats::central_moment_of(values, 3, 2) == Approx(14.0 / 3));
  CHECK(stats::central_moment_of(values, 3, 3) == Approx(18.0 / 3));
  CHECK(stats::central_moment_of(values, 3, 4) == Approx(98.0 / 3));
}

TEST_CASE("the covariance of a series with itself is its variance, with its mirror the negative") {
  const std::vector<double> values{1, 2, 6};
  const std::vector<double> mirror{-1, -2, -6};
  CHECK(stats::covariance_of(values, values) == Approx(7));
  CHECK(stats::covariance_of(values, mirror) == Approx(-7));
}

TEST_CASE("the downside deviation looks at losses and counts all values") {
  CHECK(stats::downside_deviation_of(std::vector<double>{3, -4, 1, -2}) ==
        Approx(std::sqrt((16.0 + 4.0) / 4)));
  CHECK(stats::downside_deviation_of(std::vector<double>{1, 2}) == 0);
}

TEST_CASE("the normal distribution at its usual quantiles") {
  CHECK(stats::normal_probability(0) == Approx(0.5));
  CHECK(stats::normal_probability(1.959963984540054) == Approx(0.975));
  CHECK(stats::normal_probability(-1.2815515655446004) == Approx(0.1));
}

TEST_CASE("quantiles of the normal distribution are those of the tables, in the tails too") {
  CHECK(stats::normal_quantile(0.5) == 0);
  CHECK(stats::normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-14));
  CHECK(stats::normal_quantile(1e-9) == Approx(-5.997807015007774).epsilon(1e-12));
}

}  // namespace barometer
