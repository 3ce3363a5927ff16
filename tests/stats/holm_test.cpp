// SPDX-License-Identifier: Apache-2.0
#include "stats/holm.hpp"

#include "support/catch.hpp"

namespace barometer {

// Source: R 4, p.adjust(c(.01, .04, .03, .005), "holm").
TEST_CASE("Holm's p-values are those of R") {
  const std::vector<double> adjusted = stats::holm_adjusted(std::vector{0.01, 0.04, 0.03, 0.005});
  REQUIRE(adjusted.size() == 4);
  CHECK(adjusted[0] == Approx(0.03));
  CHECK(adjusted[1] == Approx(0.06));
  CHECK(adjusted[2] == Approx(0.06));
  CHECK(adjusted[3] == Approx(0.02));
}

TEST_CASE("Holm's p-values are at most 1, and a family of one keeps its own") {
  CHECK(stats::holm_adjusted(std::vector{0.9, 0.8}) == std::vector{1.0, 1.0});
  CHECK(stats::holm_adjusted(std::vector{0.2}) == std::vector{0.2});
  CHECK(stats::holm_adjusted({}).empty());
}

}  // namespace barometer
