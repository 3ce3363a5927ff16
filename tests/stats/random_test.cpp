// SPDX-License-Identifier: Apache-2.0
#include "stats/random.hpp"

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("SplitMix64 gives the published numbers of seed 1234567") {
  // From the reference implementation, https://prng.di.unimi.it/splitmix64.c
  std::uint64_t state = 1234567;
  CHECK(stats::split_mix(state) == 6457827717110365317u);
  CHECK(stats::split_mix(state) == 3203168211198807973u);
  CHECK(stats::split_mix(state) == 9817491932198370423u);
}

TEST_CASE("streams of one seed differ, and so do seeds of one stream") {
  CHECK(stats::Random(1, 0).bits() != stats::Random(1, 1).bits());
  CHECK(stats::Random(1, 0).bits() != stats::Random(2, 0).bits());
  CHECK(stats::Random(1, 0).bits() == stats::Random(1, 0).bits());
}

TEST_CASE("uniform draws stay in [0, 1) and have the moments of one") {
  stats::Random random(1, 0);
  double sum = 0;
  double squares = 0;
  constexpr int kDraws = 1'000'000;
  for (int i = 0; i < kDraws; ++i) {
    const double u = random.uniform();
    REQUIRE((u >= 0 && u < 1));
    sum += u;
    squares += u * u;
  }
  // Five standard errors: sd of u is .289, of u^2 .298.
  CHECK(sum / kDraws == Approx(0.5).margin(0.0015));
  CHECK(squares / kDraws == Approx(1.0 / 3).margin(0.0015));
}

TEST_CASE("normal draws have the moments they are said to have") {
  stats::Random random(2, 0);
  double sum = 0;
  double squares = 0;
  double fourth = 0;
  constexpr int kDraws = 1'000'000;
  for (int i = 0; i < kDraws; ++i) {
    const double z = random.normal();
    sum += z;
    squares += z * z;
    fourth += z * z * z * z;
  }
  // Five standard errors: sd of z is 1, of z^2 1.41, of z^4 9.8.
  CHECK(sum / kDraws == Approx(0).margin(0.005));
  CHECK(squares / kDraws == Approx(1).margin(0.0071));
  CHECK(fourth / kDraws == Approx(2.97).margin(0.049));
}
