// SPDX-License-Identifier: Apache-2.0
#include "analysis/sample_size.hpp"

#include <algorithm>
#include <vector>

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("too few returns say how many there are and how many it takes") {
  const std::vector<double> returns(60, 0.01);
  const auto few = analysis::too_few(returns, 100);
  REQUIRE(few.has_value());
  CHECK(few->have == 60);
  CHECK(few->need == 100);
  CHECK(few->what == "returns");
  CHECK_FALSE(analysis::too_few(returns, 60).has_value());
  CHECK(analysis::too_few({}, 1).has_value());
}

TEST_CASE("who was rarely in the market has few blocks, however many sessions") {
  std::vector<double> returns(1000, 0.0);  // blocks of .65 sqrt(1000) = 20.6: 21 sessions
  CHECK(analysis::sessions_a_block(1000) == 21);
  for (std::size_t i = 0; i < 9; ++i) {
    returns[100 * i] = 0.01;
  }
  const auto few = analysis::too_few(returns, 100);
  REQUIRE(few.has_value());
  CHECK(few->have == 9);
  CHECK(few->need == 10);
  CHECK(few->what == "blocks");
  returns[999] = -0.01;
  CHECK_FALSE(analysis::too_few(returns, 100).has_value());
}

TEST_CASE("of a short run two thirds of the blocks must count") {
  std::vector<double> returns(20, 0.01);  // seven blocks of three
  std::fill_n(returns.begin(), 6, 0.0);
  CHECK_FALSE(analysis::too_few(returns, 10).has_value());
  std::fill_n(returns.begin(), 9, 0.0);
  const auto few = analysis::too_few(returns, 10);
  REQUIRE(few.has_value());
  CHECK(few->have == 4);
  CHECK(few->need == 5);
}

}  // namespace barometer
