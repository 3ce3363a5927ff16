// SPDX-License-Identifier: Apache-2.0
#include "profile/steady_state.hpp"

#include <cmath>
#include <vector>

#include "stats/random.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

// Times around 100 ns, each multiplied by factor(i).
template <class Factor>
std::vector<double> times(std::size_t size, Factor factor, std::uint64_t seed = 1) {
  stats::Random random(11, seed);
  std::vector<double> result;
  for (std::size_t i = 0; i < size; ++i) {
    result.push_back(100 * factor(i) * std::exp(0.02 * random.normal()));
  }
  return result;
}

}  // namespace

TEST_CASE("a process on one level is flat") {
  const profile::SteadyState state = profile::find_steady_state(times(120, [](auto) { return 1; }));
  CHECK(state.shape == profile::SteadyShape::flat);
  CHECK(state.first == 0);
  CHECK(state.median == Approx(100).epsilon(0.01));
}

TEST_CASE("a cold first call is a warm-up of one and not in the steady median") {
  const profile::SteadyState state =
      profile::find_steady_state(times(32, [](auto i) { return i == 0 ? 1800 : 1; }));
  CHECK(state.shape == profile::SteadyShape::warm_up);
  CHECK(state.first == 1);
  CHECK(state.median == Approx(100).epsilon(0.02));
}

TEST_CASE("a process that ends slower than it was is a slowdown") {
  const profile::SteadyState state =
      profile::find_steady_state(times(120, [](auto i) { return i < 50 ? 1 : 1.3; }));
  CHECK(state.shape == profile::SteadyShape::slowdown);
  CHECK(state.first == 50);
}

TEST_CASE("a level that comes too late is no steady state") {
  const profile::SteadyState state =
      profile::find_steady_state(times(120, [](auto i) { return i < 100 ? 1 : 1.5; }));
  CHECK(state.shape == profile::SteadyShape::none);
  CHECK(state.first == 120);
}

TEST_CASE("a drift is no steady state, and its rise is told") {
  const profile::SteadyState state = profile::find_steady_state(
      times(120, [](auto i) { return 1 + 0.08 * static_cast<double>(i) / 120; }));
  CHECK_FALSE(state.found());
  CHECK(state.trend == Approx(0.08).margin(0.02));
}

TEST_CASE("an exponential warm-up is a warm-up, and its end is the steady figure") {
  for (const double tau : {5.0, 10.0, 20.0}) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      const profile::SteadyState state = profile::find_steady_state(times(
          240, [&](auto i) { return 1 + std::exp(-static_cast<double>(i) / tau); }, seed));
      CAPTURE(tau, seed);
      CHECK(state.shape == profile::SteadyShape::warm_up);
      CHECK(state.median == Approx(100).epsilon(0.03));
    }
  }
}

TEST_CASE("levels within two percent are one") {
  const profile::SteadyState state =
      profile::find_steady_state(times(120, [](auto i) { return i < 60 ? 1.01 : 1; }));
  CHECK(state.shape == profile::SteadyShape::flat);
}

TEST_CASE("a steady state needs 30 times and a quarter of them") {
  CHECK(profile::steady_times_needed(33) == 30);
  CHECK(profile::steady_times_needed(480) == 120);
  CHECK_FALSE(profile::find_steady_state(times(29, [](auto) { return 1; })).found());
  CHECK(profile::find_steady_state(times(30, [](auto) { return 1; })).found());
  CHECK_FALSE(profile::find_steady_state({}).found());
}
