// SPDX-License-Identifier: Apache-2.0
#include "profile/margin.hpp"

#include <array>
#include <cmath>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("the spread of sessions is known from five of them on") {
  CHECK_FALSE(profile::session_deviation(std::array{4.0, 4.1, 4.2, 4.3}));
  CHECK(*profile::session_deviation(std::array{4.0, 4.1, 4.2, 4.3, 4.4}) == Approx(0.15811388));
}

TEST_CASE("unknown sessions tell no change below 20 %, and call none beyond 5 %") {
  CHECK(profile::stored_margin({}).change == 0.20);
  CHECK(profile::stored_margin({}).same == 0.05);
  CHECK(profile::stored_margin(std::array{4.0, 4.0, 4.0, 4.0}).change == 0.20);
}

TEST_CASE("quiet sessions leave the margin at 5 %") {
  CHECK(profile::stored_margin(std::array{4.0, 4.001, 4.0, 4.001, 4.0}).change == 0.05);
}

TEST_CASE("loud sessions widen it by Student's quantile") {
  // t(.995, 4) = 4.604095 (tables); s = sqrt(4 x 0.04^2 / 4) = 0.04.
  const std::array means{0.04, -0.04, 0.04, -0.04, 0.0};
  const double s = 0.04;
  CHECK(*profile::session_deviation(means) == Approx(s));
  const profile::Margin margin = profile::stored_margin(means);
  CHECK(margin.change == Approx(std::expm1(4.604095 * 1.41421356 * s)).epsilon(1e-6));
  CHECK(margin.same == margin.change);
}
