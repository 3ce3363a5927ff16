// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/indicators/trailing_median.hpp>

#include <cmath>
#include <random>
#include <utility>

#include "support/catch.hpp"

// What of TrailingMedian is not in regime_blocks_test.cpp.

namespace {

using namespace barometer;

}  // namespace

TEST_CASE("TrailingMedian: with the newest values kept, it is as if the others had never been") {
  for (const auto& [seen, kept] : {std::pair{30, 30}, {50, 7}, {137, 1}, {137, 30}}) {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> log_square(-27, 7);
    TrailingMedian used(50);
    TrailingMedian fresh(50);
    for (int t = 0; t < seen + 120; ++t) {
      if (t == seen) {
        used.keep_newest(kept);
      }
      const double square = std::exp(log_square(random));
      used.update_square(square);
      if (t >= seen - kept) {
        fresh.update_square(square);
      }
      REQUIRE((t < seen || (used.count() == fresh.count() && used.value() == fresh.value())));
    }
  }
}
