// SPDX-License-Identifier: Apache-2.0
#include "profile/profile_result.hpp"

#include "profile/simulation.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

profile::Replicates side(const Noise& noise, std::uint64_t stream) {
  stats::Random random(41, stream);
  return simulated(noise, random);
}

}  // namespace

TEST_CASE("without a baseline nothing is judged") {
  const profile::ProfileResult result = profile::result_alone(side({}, 1));
  CHECK_FALSE(result.verdict);
}

TEST_CASE("without a steady state even one side has a verdict") {
  CHECK(profile::result_alone(side({.blocks = 20}, 1)).verdict ==
        profile::Verdict::no_steady_state);
}

TEST_CASE("what is not comparable outranks what was measured") {
  const profile::ProfileResult result =
      profile::result_incomparable(side({.blocks = 20}, 1), {"kernel differs"});
  CHECK(result.verdict == profile::Verdict::not_comparable);
  CHECK(result.reasons == std::vector<std::string>{"kernel differs"});
}

TEST_CASE("a reported mean over a cold start is an artifact") {
  profile::ProfileResult result =
      profile::result_alone(side({.cold = 1800, .processes = 1, .blocks = 33}, 1));
  profile::explain_reported_mean(5000, result);
  CHECK(result.verdict == profile::Verdict::artifact);
}

TEST_CASE("a side that does not know its cold steps is compared with theirs included") {
  profile::Replicates before = side({.tail = 3}, 1);
  profile::Replicates after = side({.tail = 6}, 2);
  for (profile::ProcessTimes& process : after.processes) {
    process.whole_ns = process.blocks_ns;
    for (double& ns : process.whole_ns) {
      ns *= 3;
    }
  }
  const profile::ProfileResult apart = profile::result_against(before, after, profile::Margins{});
  CHECK(apart.warnings.size() == 1);
  CHECK(apart.comparison->steady.ratio->estimate == Approx(3).epsilon(0.02));
  // Nor may the steps of one side hold what those of the other leave out.
  CHECK_FALSE(apart.comparison->p99.ratio);
}

TEST_CASE("a profile by itself settles on a machine with two speeds") {
  const profile::ProfileResult result =
      profile::result_alone(side({.turbo = 1.2, .turbo_blocks = 40}, 3));
  CHECK_FALSE(result.verdict);
  CHECK(result.found.settled());
}

TEST_CASE("a regression of the mean speaks of pauses where there are some") {
  const profile::Replicates before = side({.spikes = 0}, 4);
  const auto headline = [&](const Noise& noise) {
    return profile::headline(profile::result_against(before, side(noise, 5), profile::Margins{}));
  };
  CHECK(headline({.spikes = 0, .pause_every = 20}) == "REGRESSION OF THE MEAN: pauses");
  CHECK(headline({.spikes = 0, .turbo = 1.22, .turbo_blocks = 1.25, .turbo_share = 0.4}) ==
        "REGRESSION OF THE MEAN");
}
