// SPDX-License-Identifier: Apache-2.0
#include "latency/step_sampler.hpp"

#include <cstdint>
#include <set>
#include <vector>

#include "support/catch.hpp"

namespace barometer {

namespace {

constexpr std::int64_t kWarmup = 1'024;
constexpr latency::Ticks kStep = 1'000;  // ticks that each step of the loop takes
constexpr std::int64_t kSteps = 100'000;

struct Sampled {
  std::vector<std::int64_t> steps;
  std::int64_t stride = 0;
};

// A loop whose first step takes `cold` ticks more.
Sampled sample(double cost, std::uint64_t seed = 1, latency::Ticks cold = 0) {
  latency::StepSampler sampler(seed, kWarmup, cost);
  Sampled sampled;
  for (std::int64_t step = 0; step < kSteps; ++step) {
    if (step == sampler.next()) {
      sampled.steps.push_back(step);
      sampler.took(step * kStep + (step > 0 ? cold : 0));
    }
  }
  sampled.stride = sampler.stride();
  return sampled;
}

}  // namespace

TEST_CASE("the first step and the first steady one are always taken") {
  const Sampled sampled = sample(100);
  const std::set<std::int64_t> steps(sampled.steps.begin(), sampled.steps.end());
  CHECK(sampled.steps.front() == 0);
  CHECK(steps.count(kWarmup) == 1);
}

TEST_CASE("samples cost half a percent of the loop, whatever they cost") {
  for (const double cost : {1.0, 50.0, 333.0, 5'000.0}) {
    CAPTURE(cost);
    const Sampled sampled = sample(cost);
    const auto samples = static_cast<double>(sampled.steps.size());
    // The warm-up takes one step in 64 before anything is known about the loop.
    const double steady = samples - static_cast<double>(kWarmup) / 64 - 1;
    CHECK(steady * cost <= 0.0051 * kStep * kSteps);
    CHECK(steady * cost >= 0.98 * 0.005 * kStep * (kSteps - kWarmup) * (cost < 5 ? 0.2 : 1.0));
  }
}

TEST_CASE("a loop dear enough is taken whole") {
  CHECK(sample(4.9).stride == 1);
  CHECK(sample(5.1).stride == 2);
}

TEST_CASE("a cold first step does not make the loop look dear") {
  CHECK(sample(333, 1, 1'000'000'000).stride == sample(333).stride);
}

TEST_CASE("one step is taken of every window") {
  const Sampled sampled = sample(333);
  REQUIRE(sampled.stride == 67);
  std::int64_t window = kWarmup + 1;
  for (const std::int64_t step : sampled.steps) {
    if (step > kWarmup) {
      CHECK((step >= window && step < window + 67));
      window += 67;
    }
  }
}

TEST_CASE("offsets within the window are spread evenly") {
  std::vector<int> offsets(67);
  for (const std::int64_t step : sample(333).steps) {
    if (step > kWarmup) {
      ++offsets[static_cast<std::size_t>((step - kWarmup - 1) % 67)];
    }
  }
  double chi_squared = 0;
  const double expected = static_cast<double>(kSteps - kWarmup) / 67 / 67;
  for (const int count : offsets) {
    chi_squared += (count - expected) * (count - expected) / expected;
  }
  CHECK(chi_squared < 107.3);  // 99.9 % of 66 degrees of freedom
}

TEST_CASE("the seed alone decides which steps are taken") {
  CHECK(sample(333, 5).steps == sample(333, 5).steps);
  CHECK(sample(333, 5).steps != sample(333, 6).steps);
}

}  // namespace barometer
