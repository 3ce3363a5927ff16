// SPDX-License-Identifier: Apache-2.0
#include "profile/explanation.hpp"

#include "profile/simulation.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using namespace barometer_test;

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

TEST_CASE("an artifact names both means and their arithmetic") {
  stats::Random random(31, 1);
  const profile::Replicates before = simulated({.cold = 1800, .blocks = 164}, random);
  const profile::Replicates after = simulated({.cold = 1800, .blocks = 32}, random);
  const auto sentences =
      profile::explain(profile::compare(before, after, profile::Margins{}), before, after);
  REQUIRE(sentences.size() == 6);
  CHECK(contains(sentences[0], "within the margin of 5.0 %"));
  CHECK(contains(sentences[1], "means over a cold start"));
  CHECK(contains(sentences[2], "/ 164"));
  CHECK(contains(sentences[3], "/ 32"));
  CHECK(contains(sentences[4], "%) lie before the steady state: a cold start in the means"));
  CHECK(contains(sentences[5], "cold start, by itself: "));
}

TEST_CASE("a change that an unknown spread of sessions may make is told as such") {
  stats::Random random(33, 1);
  const profile::Replicates before = simulated({}, random);
  const profile::Replicates after = simulated({.level = 1.12}, random);
  const profile::Margins margins{{0.05, 0.20}, {0.05, 0.20}, {0.05, 0.20}};
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

namespace {

std::string said(const profile::Replicates& before, const profile::Replicates& after,
                 const std::string& disturbances = "") {
  std::string all;
  for (const std::string& sentence : profile::explain(
           profile::compare(before, after, profile::Margins{}, disturbances), before, after)) {
    all += sentence + "\n";
  }
  return all;
}

}  // namespace

TEST_CASE("a regression of the mean tells how many pauses, how long, how often and what share") {
  stats::Random random(35, 1);
  const profile::Replicates before = simulated({.spikes = 0}, random);
  const profile::Replicates after = simulated({.spikes = 0, .pause_every = 20}, random);
  const std::string text = said(before, after);
  CHECK(contains(text, "the mean of the steady times is slower by +1"));
  CHECK(contains(text, "all of it beyond the margin of 5.0 %, while their median changed by"));
  CHECK(contains(text, "58 of 1,198 steady calls (4.8 %) are pauses"));
  CHECK(contains(text, "one every 20 calls; they are 12.7 % of the mean"));
  CHECK(contains(text, "none of 1,200 steady calls is a pause"));
}

TEST_CASE("too noisy on a loaded machine says load and what to do, not a number of processes") {
  stats::Random random(36, 3);
  const profile::Replicates before = simulated({.process_sd = 0.03}, random);
  const profile::Replicates after = simulated({.level = 1.08, .process_sd = 0.03}, random);
  CHECK(contains(said(before, after), "processes a side would suffice"));
  const std::string loaded = said(before, after, "load of others up to 1.20 cores");
  CHECK(contains(loaded, "not quiet meanwhile (load of others up to 1.20 cores): end what else"));
  CHECK_FALSE(contains(loaded, "would suffice"));
}

TEST_CASE("a loaded machine is no reason where the interval lies between the ends of the margin") {
  stats::Random random(33, 1);
  const profile::Replicates before = simulated({}, random);
  const profile::Replicates after = simulated({.level = 1.12}, random);
  const profile::Margins margins{{0.05, 0.20}, {0.05, 0.20}, {0.05, 0.20}};
  const profile::Comparison c = profile::compare(before, after, margins, "load of others");
  CHECK(c.disturbances.empty());
  CHECK(contains(profile::explain(c, before, after)[0], "below 20.0 % no change is told"));
}

TEST_CASE("a mean that is slower without a single pause is not blamed on a few that take long") {
  stats::Random random(39, 1);
  const profile::Replicates before = simulated({.spikes = 0}, random);
  const profile::Replicates after =
      simulated({.spikes = 0, .turbo = 1.22, .turbo_blocks = 1.25, .turbo_share = 0.4}, random);
  const std::string text = said(before, after);
  CHECK(contains(text, "the mean of the steady times is slower by"));
  CHECK(contains(text, "no single pauses, the slower calls became more"));
  CHECK_FALSE(contains(text, "a few take long"));
  CHECK_FALSE(contains(said(after, before), "by fewer pauses"));
}

TEST_CASE("five processes a side are told that they say nothing of the mean") {
  stats::Random random(37, 1);
  const profile::Replicates side = simulated({.processes = 5}, random);
  CHECK(contains(said(side, side),
                 "5 steady processes on the smaller side tell of the median alone: mean and 99th "
                 "percentile take 6 a side"));
}

TEST_CASE("two speeds are told with the change of each") {
  stats::Random random(38, 1);
  const profile::Replicates before = simulated({.turbo = 1.2}, random);
  const profile::Replicates after = simulated({.level = 1.1, .turbo = 1.2}, random);
  CHECK(contains(said(before, after), "both sides run at two speeds"));
  CHECK(contains(said(before, after), " % of the times lie at the slower one, "));
}
