// SPDX-License-Identifier: Apache-2.0
#include "stats/dwell_counts.hpp"

#include <initializer_list>

#include "support/catch.hpp"

using namespace barometer;

namespace {

stats::DwellCounts counted(std::initializer_list<std::int64_t> bars) {
  stats::DwellCounts counts;
  for (const std::int64_t each : bars) {
    counts.add(each);
  }
  return counts;
}

}  // namespace

TEST_CASE("dwells have a number, a mean, a median and a longest, in any order") {
  CHECK(counted({9, 1, 2}).count() == 3);
  CHECK(counted({9, 1, 2}).mean() == Approx(4.0));
  CHECK(counted({9, 1, 2}).median() == Approx(2.0));
  CHECK(counted({4, 1, 2, 9}).median() == Approx(3.0));
  CHECK(counted({4, 1, 2, 9}).longest() == 9.0);
  CHECK(counted({9, 1, 2}) == counted({1, 2, 9}));
}

TEST_CASE("without episodes there is none of these") {
  CHECK(counted({}).count() == 0);
  CHECK_FALSE(counted({}).mean());
  CHECK_FALSE(counted({}).median());
  CHECK_FALSE(counted({}).longest());
}
