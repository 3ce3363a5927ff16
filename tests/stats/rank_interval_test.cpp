// SPDX-License-Identifier: Apache-2.0
#include "stats/rank_interval.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "stats/random.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

std::vector<double> normals(stats::Random& random, std::size_t size, double mean) {
  std::vector<double> values(size);
  std::generate(values.begin(), values.end(), [&] { return mean + random.normal(); });
  return values;
}

}  // namespace

TEST_CASE("ranks of the exact interval at 1 % are those of the published tables") {
  // Tables of the Mann-Whitney U statistic, two-sided .01, plus one; the specification's own list.
  constexpr std::array kSizes{5, 6, 8, 10, 15, 20};
  constexpr std::array kRanks{1, 3, 8, 17, 52, 106};
  for (std::size_t i = 0; i < kSizes.size(); ++i) {
    const auto n = static_cast<std::size_t>(kSizes[i]);
    CHECK(stats::mann_whitney_rank(n, n, 0.01) == static_cast<std::size_t>(kRanks[i]));
  }
}

TEST_CASE("ranks are symmetric in the two samples") {
  CHECK(stats::mann_whitney_rank(7, 12, 0.01) == stats::mann_whitney_rank(12, 7, 0.01));
}

TEST_CASE("too few values have no interval") {
  // Four against four: even the whole range errs in 2 / 70 of cases.
  CHECK(stats::mann_whitney_rank(4, 4, 0.01) == 0);
  CHECK(stats::mann_whitney_rank(0, 9, 0.01) == 0);
  CHECK_FALSE(stats::ratio_interval(std::array{0.1, 0.2}, std::array{0.1, 0.2}, 0.01));
}

TEST_CASE("the approximation for many values meets the exact rank") {
  CHECK(std::abs(static_cast<double>(stats::mann_whitney_rank(50, 50, 0.01)) -
                 static_cast<double>(stats::mann_whitney_rank(50, 51, 0.01))) < 30);
}

TEST_CASE("five against five: the interval is the range of all differences") {
  const std::array baseline{0.0, 0.01, 0.02, 0.03, 0.04};
  const std::array candidate{0.10, 0.11, 0.12, 0.13, 0.14};
  const auto ratio = stats::ratio_interval(baseline, candidate, 0.01);
  REQUIRE(ratio);
  CHECK(ratio->low == Approx(std::exp(0.06)));
  CHECK(ratio->estimate == Approx(std::exp(0.10)));
  CHECK(ratio->high == Approx(std::exp(0.14)));
}

TEST_CASE("exchanging the sides inverts the ratio") {
  stats::Random random(3, 1);
  const auto a = normals(random, 10, 0);
  const auto b = normals(random, 12, 0.5);
  const auto forth = stats::ratio_interval(a, b, 0.01);
  const auto back = stats::ratio_interval(b, a, 0.01);
  CHECK(forth->estimate == Approx(1 / back->estimate));
  CHECK(forth->low == Approx(1 / back->high));
}

TEST_CASE("the interval misses the true shift in at most 1 % of samples") {
  int missed = 0;
  constexpr int kTrials = 3000;
  for (std::uint64_t trial = 0; trial < kTrials; ++trial) {
    stats::Random random(4, trial);
    const auto a = normals(random, 10, 0);
    const auto ratio = stats::ratio_interval(a, normals(random, 10, 1), 0.01);
    missed += ratio->low > std::exp(1.0) || ratio->high < std::exp(1.0) ? 1 : 0;
  }
  CHECK(missed > 0);
  CHECK(missed <= 42);  // 30 expected at most, two standard deviations above
}
