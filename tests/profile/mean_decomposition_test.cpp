// SPDX-License-Identifier: Apache-2.0
#include "profile/mean_decomposition.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

profile::Replicates cold_side(std::size_t calls) {
  profile::Replicates side{"after.csv", {}};
  side.processes.push_back({std::vector<double>(calls, 82'000.0), 0, {}});
  side.processes.front().blocks_ns.front() = 147'552'000.0;
  return side;
}

const profile::MeanDecomposition kStory{4.690, 0.082, 147.552, 147.552 - 0.082, 32, 1};

}  // namespace

TEST_CASE("a mean over a cold start is steady plus the cold excess over the calls") {
  const profile::Replicates side = cold_side(32);
  const auto parts = profile::mean_parts(side, profile::find_steady_side(side));
  REQUIRE(parts);
  CHECK(parts->steady == 82'000.0);
  CHECK(parts->cold == 147'552'000.0);
  CHECK(parts->warmup == 1);
  CHECK(parts->calls == 32);
  CHECK(parts->over(32) == Approx(parts->mean));
  CHECK(parts->mean == Approx(4'690'437.5));  // 0.082 + (147.552 - 0.082) / 32 ms
}

TEST_CASE("a side without a steady state has no parts") {
  const profile::Replicates side = cold_side(12);
  CHECK_FALSE(profile::mean_parts(side, profile::find_steady_side(side)));
}

TEST_CASE("the story: 32 calls explain 4.649 ms, 164 explain 0.980 ms") {
  CHECK(*kStory.calls_for(4.649) == Approx(32.29).margin(0.01));
  CHECK(*kStory.calls_for(0.980) == Approx(164.2).margin(0.1));
  CHECK(kStory.over(32) == Approx(4.690).margin(0.001));
}

TEST_CASE("a mean outside of steady and cold is explained by no number of calls") {
  CHECK_FALSE(kStory.calls_for(0.08));
  CHECK_FALSE(kStory.calls_for(0.082));
  CHECK_FALSE(kStory.calls_for(200));
}

TEST_CASE("a warm-up of several calls counts with all that they cost") {
  // 10, 7, 4 and then 1: 18 beyond steady; over 36 calls that is half a unit more.
  const profile::MeanDecomposition parts{1.5, 1, 10, 18, 36, 3};
  CHECK(*parts.calls_for(1.5) == 36);
  CHECK(*parts.calls_for(7) == 3);
  CHECK_FALSE(parts.calls_for(7.1));  // more than the mean of the warm-up itself
}

TEST_CASE("without a warm-up no number of calls explains a mean") {
  CHECK_FALSE(profile::MeanDecomposition{1, 1, 1, 0, 36, 0}.calls_for(1.2));
}

TEST_CASE("cold steps of every replay have a term of their own, and the terms add up") {
  profile::Replicates side = cold_side(40);
  profile::ProcessTimes& process = side.processes.front();
  process.whole_ns = process.blocks_ns;
  for (double& ns : process.whole_ns) {
    ns += 1'000;
  }
  process.blocks_ns.back() = 90'000;
  process.whole_ns.back() = 91'000;
  const auto parts = profile::mean_parts(side, profile::find_steady_side(side));
  REQUIRE(parts);
  CHECK(parts->replay_cold == Approx(1'000));
  CHECK(parts->cold == 147'552'000.0);
  CHECK(parts->before_steady() == Approx((147'552'000.0 - 82'000) / 40 + 1'000));
  CHECK(parts->rest() == Approx(8'000.0 / 40).epsilon(1e-6));
}
