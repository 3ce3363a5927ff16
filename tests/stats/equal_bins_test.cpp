// SPDX-License-Identifier: Apache-2.0
#include "stats/equal_bins.hpp"

#include "support/catch.hpp"

using namespace barometer::stats;

TEST_CASE("a bin has its lower end, the last one its upper end too") {
  EqualBins bins = EqualBins::between(-1, 3, 4);
  for (const double value : {-1.0, -0.5, 0.0, 1.0, 1.5, 2.999, 3.0}) {
    bins.add(value);
  }
  CHECK(bins.counts == std::vector<std::int64_t>{2, 1, 2, 2});
  CHECK(bins.begin(3) == 2);
  CHECK(bins.high() == 3);
}

TEST_CASE("equal values have bins that hold them") {
  EqualBins bins = EqualBins::between(5, 5, 3);
  bins.add(5);
  CHECK(bins.counts == std::vector<std::int64_t>{1, 0, 0});
  CHECK(bins.high() > 5);
}
