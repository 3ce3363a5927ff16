// SPDX-License-Identifier: Apache-2.0
#include "analysis/distribution.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"

// metric_table_test holds every figure of a long series beside the oracle's.

namespace barometer {

TEST_CASE("the tails of five returns, by hand") {
  const std::vector<double> returns{0.02, -0.05, 0.01, -0.01, 0.03};
  const analysis::Distribution shape = analysis::measure_distribution(returns);
  CHECK(shape.var_95.value() ==
        Approx(-0.05 + 0.2 * 0.04));              // place 0.05 x 4 between -5 % and -1 %
  CHECK(shape.cvar_95.value() == Approx(-0.05));  // floor(0.2) + 1 value
}

TEST_CASE("returns that mean nothing have no distribution") {
  const analysis::Distribution shape = analysis::measure_distribution({});
  CHECK_FALSE(shape.var_95.has_value());
  CHECK_FALSE(shape.skew.has_value());
}

TEST_CASE("the ulcer index of one fall, by hand") {
  const std::vector<analysis::Sample> samples{{0, 100}, {1, 90}, {2, 100}};
  CHECK(analysis::ulcer_index(samples).value() == Approx(std::sqrt(0.01 / 2)));
  CHECK_FALSE(analysis::ulcer_index(std::span(samples).first(1)).has_value());
}

}  // namespace barometer
