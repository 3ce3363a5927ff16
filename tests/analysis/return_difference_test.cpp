// SPDX-License-Identifier: Apache-2.0
#include "analysis/return_difference.hpp"

#include <cmath>
#include <vector>

#include "stats/block_length.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"
#include "support/rates.hpp"

using namespace barometer;

namespace {

struct Pair {
  std::vector<double> with;
  std::vector<double> without;
};

// The first is the second but for sessions in which a gate keeps out of it, and a little more.
Pair gated_pair(std::size_t sessions, std::uint64_t seed, double gain) {
  stats::Random random(seed, 3);
  Pair pair;
  bool out = false;
  for (std::size_t i = 0; i < sessions; ++i) {
    out = random.uniform() < 0.05 ? !out : out;
    const double value = 0.01 * random.normal();
    pair.without.push_back(value);
    pair.with.push_back(out ? gain : value + gain);
  }
  return pair;
}

}  // namespace

// By hand: differences of block sums 5 x 0.01 and 5 x -0.01 in turns, sixty blocks of five sessions
// (a fortieth of 300 is 7, the least is 5): mean 0, squares 60 x .05^2, and t(59, .975) = 2.0010.
TEST_CASE("the interval is Student's over blocks") {
  std::vector<double> with;
  for (int block = 0; block < 60; ++block) {
    with.insert(with.end(), 5, block % 2 == 0 ? 0.01 : -0.01);
  }
  const std::vector<double> without(with.size(), 0.0);
  const auto found = analysis::return_difference(with, without);
  REQUIRE(found);
  const std::int64_t length = stats::block_length(with, 5);
  REQUIRE(length <= 7);
  CHECK(found->block_sessions == length);
  CHECK(found->sessions == 300);
  CHECK(found->differ == 300);
  CHECK(found->mean == Approx(0).margin(1e-15));
  if (length == 5) {
    const double margin = 2.0010 * std::sqrt(60.0 / 59 * 60 * 0.05 * 0.05) / 300;
    CHECK(*found->high == Approx(margin).epsilon(1e-4));
    CHECK(*found->low == Approx(-margin).epsilon(1e-4));
    CHECK(*found->largest == Approx(1.0 / 60));
  }
}

TEST_CASE("blocks in which nothing differs tell nothing, and ten others are needed") {
  std::vector<double> with(400, 0.001);
  std::vector<double> without = with;
  for (std::size_t block = 0; block < 9; ++block) {
    with[block * 40] = 0.002;
  }
  const auto few = analysis::return_difference(with, without);
  REQUIRE(few);
  CHECK(few->differ == 9);
  CHECK(few->blocks == 9);
  CHECK_FALSE(few->low);
  CHECK_FALSE(few->high);
  with[380] = 0.002;
  const auto enough = analysis::return_difference(with, without);
  REQUIRE(enough);
  CHECK(enough->blocks == 10);
  CHECK(enough->low);
  CHECK(enough->mean == Approx(10 * 0.001 / 400));
}

TEST_CASE("rounding is no difference") {
  const std::vector<double> with(200, 0.01);
  const std::vector<double> without(200, 0.01 + 1e-12);
  const auto found = analysis::return_difference(with, without);
  REQUIRE(found);
  CHECK(found->differ == 0);
  CHECK_FALSE(found->low);
  CHECK_FALSE(analysis::return_difference({}, {}));
}

TEST_CASE("intervals of a gate's difference contain it in 92 to 97 % of the samples") {
  constexpr double kGain = 0.0003;
  const std::int64_t trials = test::long_form() ? 4000 : 400;
  std::int64_t covered = 0;
  for (std::int64_t trial = 0; trial < trials; ++trial) {
    const Pair pair = gated_pair(1000, static_cast<std::uint64_t>(trial), kGain);
    const auto found = analysis::return_difference(pair.with, pair.without);
    REQUIRE(found->low);
    covered += *found->low <= kGain && kGain <= *found->high ? 1 : 0;
  }
  CAPTURE(covered, trials);
  CHECK(test::inside(covered, trials, 0.92, 0.97));
}
