// SPDX-License-Identifier: Apache-2.0
#include "profile/steady_state.hpp"

#include <cmath>
#include <vector>

#include "data/random.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

// Times around 100 ns, each multiplied by factor(i).
template <class Factor>
std::vector<double> times(std::size_t size, Factor factor, std::uint64_t seed = 1) {
  Random random(11, seed);
  std::vector<double> result;
  for (std::size_t i = 0; i < size; ++i) {
    result.push_back(100 * factor(i) * std::exp(0.02 * random.normal()));
  }
  return result;
}

}  // namespace

TEST_CASE("a process on one level is flat") {
  const SteadyState state = find_steady_state(times(120, [](auto) { return 1; }));
  CHECK(state.shape == SteadyShape::flat);
  CHECK(state.first == 0);
  CHECK(state.median == Approx(100).epsilon(0.01));
}

TEST_CASE("a cold first call is a warm-up of one and not in the steady median") {
  const SteadyState state = find_steady_state(times(32, [](auto i) { return i == 0 ? 1800 : 1; }));
  CHECK(state.shape == SteadyShape::warm_up);
  CHECK(state.first == 1);
  CHECK(state.median == Approx(100).epsilon(0.02));
}

TEST_CASE("a process that ends slower than it was is a slowdown") {
  const SteadyState state = find_steady_state(times(120, [](auto i) { return i < 50 ? 1 : 1.3; }));
  CHECK(state.shape == SteadyShape::slowdown);
  CHECK(state.first == 50);
}

TEST_CASE("a level that comes too late is no steady state") {
  const SteadyState state = find_steady_state(times(120, [](auto i) { return i < 100 ? 1 : 1.5; }));
  CHECK(state.shape == SteadyShape::none);
  CHECK(state.first == 120);
}

TEST_CASE("a drift is no steady state, and its rise is told") {
  const SteadyState state =
      find_steady_state(times(120, [](auto i) { return 1 + 0.08 * static_cast<double>(i) / 120; }));
  CHECK_FALSE(state.found());
  CHECK(state.trend == Approx(0.08).margin(0.02));
}

TEST_CASE("levels within two percent are one") {
  const SteadyState state = find_steady_state(times(120, [](auto i) { return i < 60 ? 1.01 : 1; }));
  CHECK(state.shape == SteadyShape::flat);
}

TEST_CASE("a steady state needs 30 times and a quarter of them") {
  CHECK(steady_times_needed(33) == 30);
  CHECK(steady_times_needed(480) == 120);
  CHECK_FALSE(find_steady_state(times(29, [](auto) { return 1; })).found());
  CHECK(find_steady_state(times(30, [](auto) { return 1; })).found());
  CHECK_FALSE(find_steady_state({}).found());
}
