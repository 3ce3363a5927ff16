// SPDX-License-Identifier: Apache-2.0
#include "profile/mean_parts.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

Replicates cold_side(std::size_t calls) {
  Replicates side{"after.csv", {}};
  side.processes.push_back({std::vector<double>(calls, 82'000.0), 0, {}});
  side.processes.front().blocks_ns.front() = 147'552'000.0;
  return side;
}

}  // namespace

TEST_CASE("a mean over a cold start is steady plus the cold excess over the calls") {
  const Replicates side = cold_side(32);
  const auto parts = mean_parts(side, find_steady_side(side));
  REQUIRE(parts);
  CHECK(parts->steady == 82'000.0);
  CHECK(parts->cold == 147'552'000.0);
  CHECK(parts->warmup == 1);
  CHECK(parts->calls == 32);
  CHECK(parts->explained() == Approx(parts->mean));
  CHECK(parts->mean == Approx(4'690'437.5));  // 0.082 + (147.552 - 0.082) / 32 ms
}

TEST_CASE("a side without a steady state has no parts") {
  const Replicates side = cold_side(12);
  CHECK_FALSE(mean_parts(side, find_steady_side(side)));
}

TEST_CASE("the story: 32 calls explain 4.649 ms, 164 explain 0.980 ms") {
  CHECK(*calls_that_explain(4.649, 0.082, 147.552) == Approx(32.29).margin(0.01));
  CHECK(*calls_that_explain(0.980, 0.082, 147.552) == Approx(164.2).margin(0.1));
  CHECK(mean_with_cold_start(0.082, 147.552, 32) == Approx(4.690).margin(0.001));
}

TEST_CASE("a mean outside of steady and cold is explained by no number of calls") {
  CHECK_FALSE(calls_that_explain(0.08, 0.082, 147.552));
  CHECK_FALSE(calls_that_explain(0.082, 0.082, 147.552));
  CHECK_FALSE(calls_that_explain(200, 0.082, 147.552));
}
