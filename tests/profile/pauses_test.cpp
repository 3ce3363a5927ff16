// SPDX-License-Identifier: Apache-2.0
#include "profile/pauses.hpp"

#include "profile/simulation.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

// One process of `size` times of 100 ns; every `every`th takes 400.
profile::Replicates paused(std::size_t size, std::size_t every) {
  profile::Replicates side{"a.csv", {}};
  side.processes.push_back({std::vector<double>(size, 100.0), 0, {}});
  for (std::size_t i = every; every > 0 && i < size; i += every) {
    side.processes.front().blocks_ns[i] = 400;
  }
  return side;
}

profile::Pauses pauses_of(const profile::Replicates& side) {
  return profile::find_pauses(side, profile::find_steady_side(side));
}

}  // namespace

TEST_CASE("regular pauses are told by count, size, period and share of the mean") {
  // 160 times, 7 of them 300 ns longer: 2,100 of 18,100 ns.
  const profile::Pauses pauses = pauses_of(paused(160, 20));
  CHECK(pauses.count == 7);
  CHECK(pauses.times == 160);
  CHECK(pauses.ratio == 4);
  CHECK(pauses.excess_ns == 300);
  CHECK(pauses.share == Approx(2'100.0 / 18'100));
  CHECK(*pauses.period == 20);
  CHECK(profile::to_text(pauses, "call") ==
        "7 of 160 steady calls (4.4 %) are pauses, the middle one +300.0 ns (x 4.0), one every 20 "
        "calls; they are 11.6 % of the mean");
}

TEST_CASE("times without pauses have none, noise included") {
  CHECK(pauses_of(paused(160, 0)).count == 0);
  stats::Random random(51, 1);
  const profile::Pauses pauses = pauses_of(simulated({.spikes = 0}, random));
  CHECK(pauses.count == 0);
  CHECK(pauses.times == 1'200);
  CHECK(profile::to_text(pauses, "block") == "none of 1,200 steady blocks is a pause");
}

TEST_CASE("pauses at random have no period") {
  stats::Random random(52, 1);
  const profile::Pauses pauses = pauses_of(simulated({.spikes = 0.06}, random));
  CHECK(pauses.count > 40);
  CHECK_FALSE(pauses.period);
}

TEST_CASE("what came before the steady state is no pause") {
  profile::Replicates side = paused(160, 0);
  side.processes.front().blocks_ns.front() = 50'000;
  CHECK(pauses_of(side).count == 0);
}
