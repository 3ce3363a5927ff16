// SPDX-License-Identifier: Apache-2.0
#include "profile/mean_text.hpp"

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

TEST_CASE("cold steps that cost less than the others have their sign") {
  const profile::MeanDecomposition parts{95, 100, 100, 0, 120, 0, -8};
  CHECK(profile::arithmetic_of(parts, "block") ==
        "mean 95.00 ns = steady 100.0 ns - 8.000 (cold steps of its replays) + 3.000 (steady ones "
        "beside their median): no warm-up in 120 blocks");
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

TEST_CASE("a reported mean that is the steady cost, or nothing known, is no artifact") {
  const profile::Replicates side = story(32);
  const profile::SteadySide found = profile::find_steady_side(side);
  CHECK(contains(profile::explain_reported(83e3, side, found).sentence, "is the steady cost"));
  CHECK(contains(profile::explain_reported(60e3, side, found).sentence,
                 "not explained by any number"));
  CHECK_FALSE(profile::explain_reported(60e3, side, found).artifact);
}
