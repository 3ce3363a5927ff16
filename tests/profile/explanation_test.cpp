// SPDX-License-Identifier: Apache-2.0
#include "profile/explanation.hpp"

#include "profile/simulation.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

profile::Replicates story(std::size_t calls) {
  profile::Replicates side{"one.csv", {}};
  side.processes.push_back({std::vector<double>(calls, 82'000.0), 0, {}});
  side.processes.front().blocks_ns.front() = 147'552'000.0;
  return side;
}

}  // namespace

TEST_CASE("the arithmetic of a mean is printed with the values as they are") {
  const profile::Replicates side = story(32);
  CHECK(profile::arithmetic_of(*profile::mean_parts(side, profile::find_steady_side(side)),
                               side.sample) ==
        "mean 4.690 ms = steady 0.08200 ms + (147.6 - 0.08200) / 32");
}

TEST_CASE("without a warm-up there is nothing to take apart") {
  profile::MeanDecomposition parts{100, 100, 100, 0, 120, 0};
  CHECK(profile::arithmetic_of(parts, "call") ==
        "mean 100.0 ns, steady 100.0 ns: no warm-up in 120 calls");
}

TEST_CASE("a warm-up of several calls is told by its excess") {
  profile::MeanDecomposition parts{150, 100, 3100, 6000, 120, 3};
  CHECK(contains(profile::arithmetic_of(parts, "call"),
                 "6.000 (what the first 3 cost beyond steady) / 120"));
}

TEST_CASE("a reported mean is explained by its number of calls") {
  const profile::Replicates side = story(32);
  const profile::ReportedMean reported =
      profile::explain_reported(4.649e6, side, profile::find_steady_side(side));
  CHECK(reported.artifact);
  CHECK(contains(reported.sentence, "a mean of 4.649 ms is 32 calls"));
  CHECK(contains(reported.sentence, "= 32.3; 32 calls give 4.690, 33 give 4.551"));
}

TEST_CASE("a mean that would take thousands of calls is not blamed on the cold start") {
  const profile::Replicates side = story(32);
  const profile::ReportedMean slower =
      profile::explain_reported(0.12e6, side, profile::find_steady_side(side));
  CHECK_FALSE(slower.artifact);
  CHECK(
      contains(slower.sentence, "would take 3881 calls with this cold start, and one.csv has 32"));
  // 164 calls are what the story's good baseline was.
  CHECK(profile::explain_reported(0.980e6, side, profile::find_steady_side(side)).artifact);
}

TEST_CASE("processes without a steady state are told why") {
  stats::Random random(34, 1);
  const auto sentence = [](const profile::Replicates& side) {
    return profile::explain(side, profile::find_steady_side(side)).at(1);
  };
  CHECK(contains(sentence(simulated({.blocks = 20}, random)),
                 "10 with fewer than the 30 calls that a steady state takes"));
  profile::Replicates drifting = simulated({}, random);
  profile::Replicates jumping = simulated({}, random);
  for (std::size_t p = 0; p < 10; ++p) {
    for (std::size_t i = 0; i < 120; ++i) {
      drifting.processes[p].blocks_ns[i] *= 1 + 0.001 * static_cast<double>(i);
      jumping.processes[p].blocks_ns[i] *= i < 100 ? 1 : 2;
    }
  }
  CHECK(contains(sentence(drifting), "still drifting at the end"));
  jumping.sample = profile::kBlockSample;
  CHECK(
      contains(sentence(jumping), "10 still jumping, or too late on the last level for 30 blocks"));
  CHECK(contains(sentence(jumping), "doubling their blocks twice did not help"));
}

TEST_CASE("a reported mean that is the steady cost, or nothing known, is no artifact") {
  const profile::Replicates side = story(32);
  const profile::SteadySide found = profile::find_steady_side(side);
  CHECK(contains(profile::explain_reported(83e3, side, found).sentence, "is the steady cost"));
  CHECK(contains(profile::explain_reported(60e3, side, found).sentence,
                 "not explained by any number"));
  CHECK_FALSE(profile::explain_reported(60e3, side, found).artifact);
}

TEST_CASE("an artifact names both means and their arithmetic") {
  stats::Random random(31, 1);
  const profile::Replicates before = simulated({.cold = 1800, .blocks = 164}, random);
  const profile::Replicates after = simulated({.cold = 1800, .blocks = 32}, random);
  const auto sentences =
      profile::explain(profile::compare(before, after, profile::Margins{}), before, after);
  REQUIRE(sentences.size() == 5);
  CHECK(contains(sentences[0], "within the margin of 5.0 %"));
  CHECK(contains(sentences[1], "means over a cold start"));
  CHECK(contains(sentences[2], "/ 164"));
  CHECK(contains(sentences[3], "/ 32"));
  CHECK(contains(sentences[4], "cold start, by itself: "));
}

TEST_CASE("a change that an unknown spread of sessions may make is told as such") {
  stats::Random random(33, 1);
  const profile::Replicates before = simulated({}, random);
  const profile::Replicates after = simulated({.level = 1.12}, random);
  const profile::Margins margins{{0.05, 0.20}, {0.05, 0.20}};
  const auto sentences = profile::explain(profile::compare(before, after, margins), before, after);
  CHECK(
      contains(sentences[0], "up to 5.0 % would be no change, and below 20.0 % no change is told"));
}

TEST_CASE("too few processes are told what is needed") {
  stats::Random random(32, 1);
  const profile::Replicates side = simulated({.processes = 1}, random);
  const auto sentences =
      profile::explain(profile::compare(side, side, profile::Margins{}), side, side);
  CHECK(contains(sentences[0], "no verdict on change is possible under 5 a side"));
}
