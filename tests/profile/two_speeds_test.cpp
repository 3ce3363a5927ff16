// SPDX-License-Identifier: Apache-2.0
#include "profile/two_speeds.hpp"

#include <algorithm>
#include <cmath>

#include "profile/simulation.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

std::optional<profile::TwoSpeeds> speeds_of(const Noise& noise) {
  stats::Random random(61, 1);
  const profile::Replicates side = simulated(noise, random);
  return profile::two_speeds(side, profile::find_steady_side(side));
}

}  // namespace

TEST_CASE("two speeds are found where a process keeps its own and where it changes") {
  for (const double blocks : {0.0, 3.0, 40.0}) {
    CAPTURE(blocks);
    const auto speeds = speeds_of({.turbo = 1.2, .turbo_blocks = blocks});
    REQUIRE(speeds);
    CHECK(speeds->fast_ns == Approx(100).epsilon(0.02));
    CHECK(speeds->ratio() == Approx(1.2).epsilon(0.02));
    CHECK(speeds->slow_share > 0.25);
    CHECK(speeds->slow_share < 0.75);
  }
}

TEST_CASE("one speed is not two: quiet, loud, with pauses, with shaky processes, warming up") {
  CHECK_FALSE(speeds_of(Noise{}));
  CHECK_FALSE(speeds_of({.block_sd = 0.10, .spikes = 0.05}));
  CHECK_FALSE(speeds_of({.pause_every = 20}));
  CHECK_FALSE(speeds_of({.process_sd = 0.03}));
  CHECK_FALSE(speeds_of({.decay = 1, .blocks = 240}));
  CHECK_FALSE(speeds_of({.processes = 1, .blocks = 20}));
  // Blocks in which another program had the core: no clock is so slow.
  CHECK_FALSE(speeds_of({.turbo = 18, .turbo_blocks = 3}));
}

TEST_CASE("both sides must run at the same two speeds, within 4 %") {
  const profile::TwoSpeeds before{100, 120};
  CHECK(profile::common_speeds(before, profile::TwoSpeeds{110, 132})->ratio() == Approx(1.2));
  CHECK(profile::common_speeds(before, profile::TwoSpeeds{100, 124.7}));
  CHECK_FALSE(profile::common_speeds(before, profile::TwoSpeeds{100, 125}));
  CHECK_FALSE(profile::common_speeds(before, std::nullopt));
  CHECK_FALSE(profile::common_speeds(std::nullopt, before));
}

namespace {

profile::SteadySide levelled(const profile::Replicates& side) {
  return profile::at_one_speed(side, profile::find_steady_side(side), {100, 120}, 1.2);
}

}  // namespace

TEST_CASE("at one speed every process has the median and the mean of the faster one") {
  profile::Replicates side{"side", {}};
  side.processes.push_back({std::vector<double>(40, 100.0), 0, {}});
  side.processes.push_back({std::vector<double>(40, 120.0), 0, {}});
  const profile::SteadySide found = levelled(side);
  CHECK(std::exp(found.steady[0]) == Approx(100));
  CHECK(std::exp(found.steady[1]) == Approx(100));
  CHECK(std::exp(found.steady_means[1]) == Approx(100));
  CHECK(std::exp(found.means[1]) == Approx(120));
  CHECK(found.processes[1].median == 120);
}

TEST_CASE("a process that changes its speed settles at one, and keeps its times") {
  profile::Replicates side{"side", {}};
  side.processes.push_back({std::vector<double>(120, 100.0), 0, {}});
  std::vector<double>& times = side.processes.front().blocks_ns;
  std::fill(times.begin() + 20, times.begin() + 60, 120.0);
  std::fill(times.begin() + 100, times.end(), 120.0);
  CHECK(profile::find_steady_side(side).unsteady == 1);
  CHECK(levelled(side).unsteady == 0);
  CHECK(levelled(side).processes.front().median == 110);  // half of the times are 120
}

TEST_CASE("a side by itself is looked at as if at one speed") {
  stats::Random random(62, 1);
  const profile::Replicates side = simulated({.turbo = 1.2, .turbo_blocks = 40}, random);
  const profile::SteadySide found = profile::find_own_speed(side);
  CHECK_FALSE(profile::find_steady_side(side).settled());
  CHECK(found.settled());
  for (const double steady : found.steady) {
    CHECK(std::exp(steady) == Approx(100).epsilon(0.05));
  }
  const profile::Replicates quiet = simulated({}, random);
  CHECK(profile::find_own_speed(quiet).steady == profile::find_steady_side(quiet).steady);
}
