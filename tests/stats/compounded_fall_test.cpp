// SPDX-License-Identifier: Apache-2.0
#include "stats/compounded_fall.hpp"

#include <algorithm>
#include <vector>

#include "stats/random.hpp"
#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("a fall is counted from the highest worth before it, the beginning included") {
  CHECK(stats::compounded_fall(std::vector{0.1, -0.2, -0.5}) == Approx(0.6));
  CHECK(stats::compounded_fall(std::vector{-0.5, 0.2, 1.0}) == Approx(0.5));
  CHECK(stats::compounded_fall(std::vector{0.1, 0.2}) == 0);
  CHECK(stats::compounded_fall(std::vector<double>()) == 0);
}

TEST_CASE("no other pair of times has a deeper one") {
  stats::Random random(3, 1);
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<double> changes(40);
    std::ranges::generate(changes, [&random] { return 0.05 * random.normal(); });
    double deepest = 0;
    for (std::size_t from = 0; from < changes.size(); ++from) {
      double worth = 1;
      for (std::size_t to = from; to < changes.size(); ++to) {
        worth *= 1 + changes[to];
        deepest = std::max(deepest, 1 - worth);
      }
    }
    CHECK(stats::compounded_fall(changes) == Approx(deepest));
  }
}
