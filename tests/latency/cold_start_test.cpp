// SPDX-License-Identifier: Apache-2.0
#include "latency/cold_start.hpp"

#include "latency/budgets.hpp"
#include "latency/fake_clock.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// The figures of latency.md section 1, in nanoseconds.
constexpr latency::Ticks kCold = 147'552'000;
constexpr latency::Ticks kSteady = 82'000;

std::optional<latency::ColdStart> cold_start(std::int64_t slow_steps, latency::Ticks slow,
                                             std::int64_t steps) {
  return latency::cold_start_of(meter_steps(steps, full_meter(), [=](std::int64_t step) {
    return FakeStep{.strategy = step < slow_steps ? slow : kSteady};
  }));
}

}  // namespace

TEST_CASE("a cold first step explains the mean") {
  const auto cold = cold_start(1, kCold, 4'096);
  REQUIRE(cold.has_value());
  CHECK(cold->first_steps == 1);
  CHECK(cold->first_ns == kCold);
  CHECK(cold->steps == 4'096);
  CHECK(cold->mean_ns == Approx(kSteady + (kCold - kSteady) / 4'096.0));
  CHECK(cold->steady_ns == Approx(kSteady).epsilon(0.001));
}

TEST_CASE("so do several") {
  const auto cold = cold_start(5, 4'000'000, 4'096);
  REQUIRE(cold.has_value());
  CHECK(cold->first_steps == 5);
  CHECK(cold->first_ns == 5 * 4'000'000);
}

TEST_CASE("the parts add up to the mean") {
  const auto cold = latency::cold_start_of(meter_steps(4'096, full_meter(), [](std::int64_t step) {
    return FakeStep{.strategy = step == 0 ? kCold : step % 50 == 0 ? 3 * kSteady : kSteady};
  }));
  REQUIRE(cold.has_value());
  const double first = cold->first_ns - static_cast<double>(cold->first_steps) * cold->steady_ns;
  CHECK(cold->steady_ns + first / 4'096 + cold->rest_ns == Approx(cold->mean_ns));
  // 81 of the 4,096 steps take 2 x 82 us more.
  CHECK(cold->rest_ns == Approx(81 * 2 * kSteady / 4'096.0).epsilon(0.05));
}

TEST_CASE("a cold start that the mean does not feel is not told") {
  // 4,096 steps of 82 us: 5 % of them are 16.8 ms.
  CHECK_FALSE(cold_start(1, 16'000'000, 4'096).has_value());
  CHECK(cold_start(1, 18'000'000, 4'096).has_value());
}

TEST_CASE("without a steady state only what the first block holds is a cold start") {
  // Blocks of 82 and 94 us in turn: never warm, so that steady steps begin at the cap of 1,024.
  // The first `slow_steps` fall from 147 ms in a straight line.
  const auto restless = [](std::int64_t slow_steps) {
    return latency::cold_start_of(meter_steps(4'096, full_meter(), [=](std::int64_t step) {
      const latency::Ticks usual = step / 64 % 2 == 0 ? kSteady : 94'300;
      const latency::Ticks slow = kCold / slow_steps * (slow_steps - step);
      return FakeStep{.strategy = step < slow_steps ? slow : usual};
    }));
  };
  REQUIRE(restless(1));
  CHECK(restless(1)->first_steps == 1);
  CHECK(restless(64));
  CHECK_FALSE(restless(900));
}

TEST_CASE("a run that never got steady, or was sampled, has nothing to compare with") {
  CHECK_FALSE(cold_start(1, kCold, 500).has_value());
  latency::LatencyReport report = meter_steps(4'096, full_meter(), [](std::int64_t step) {
    return FakeStep{.strategy = step == 0 ? kCold : kSteady};
  });
  report.sampled = true;
  CHECK_FALSE(latency::cold_start_of(report).has_value());
}

}  // namespace barometer
