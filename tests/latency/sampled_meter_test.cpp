// SPDX-License-Identifier: Apache-2.0
#include "latency/budgets.hpp"
#include "latency/fake_clock.hpp"
#include "latency/metered_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

config::LatencyConfig sampled_meter(std::vector<config::BudgetConfig> budgets = {}) {
  config::LatencyConfig config = full_meter(std::move(budgets));
  config.meter = config::Meter::sampled;
  return config;
}

// A clock read costs 10 of the 1,000 ns that each step takes.
constexpr latency::MeterSetup kSetup{
    .clock = {.read_cost_ns = 10}, .steps = 50'000, .bars = 100'000};

}  // namespace

TEST_CASE("a sampled meter tells the cold start, the warm-up's total and what a step costs") {
  const latency::LatencyReport report =
      sample_steps(sampled_meter(), kSetup, [](std::int64_t step) {
        return FakeStep{.strategy = step == 0 ? 5'000'000 : 1'000, .bars = 2};
      });
  CHECK(report.sampled);
  CHECK(report.stride == 60);  // 5 x 6 reads x 10 ns <= 0.5 % of 60 x 1,000 ns
  CHECK(report.steps == 50'000);
  CHECK(report.bars == 100'000);
  CHECK(report.cold_first_step_ns == 5'000'000);
  CHECK(report.warmup_steps == 4'000);
  CHECK(report.warmup_total_ns == 5'000'000 + 3'999 * 1'000);
  CHECK_FALSE(report.warm);
  CHECK(report.steady_median_ns.value() == Approx(500).epsilon(0.001));
  CHECK(report.stages.front().samples == Approx(46'000 / 60.0).epsilon(0.01));
  CHECK(report.trace.front().step == 0);
  CHECK(report.trace.size() == static_cast<std::size_t>(report.stages.front().samples) + 63);
}

TEST_CASE("a sampled meter keeps a budget by what it saw") {
  const auto config = sampled_meter({budget("bar", 0.99, 1'200)});
  const auto verdict = [&](latency::Ticks ticks) {
    return sample_steps(config, kSetup, [&](std::int64_t) { return FakeStep{.tag = ticks}; })
        .budgets.front()
        .state;
  };
  CHECK(verdict(1'000) == latency::BudgetState::pass);
  CHECK(verdict(1'201) == latency::BudgetState::fail);
}

TEST_CASE("sampled metering costs its reads and books, spread over all steps") {
  const latency::LatencyReport report =
      sample_steps(sampled_meter(), kSetup, [](std::int64_t) { return FakeStep{.tag = 1'000}; });
  const auto samples = static_cast<double>(report.trace.size());
  CHECK(report.metering_cost_ns == Approx(samples * 60 / 50'000));
}

TEST_CASE("a run that ends in its warm-up says what it saw") {
  const latency::MeterSetup setup{.clock = {.read_cost_ns = 10}, .steps = 500, .bars = 500};
  const latency::LatencyReport report =
      sample_steps(sampled_meter(), setup, [](std::int64_t) { return FakeStep{.tag = 1'000}; });
  CHECK(report.steady_steps == 0);
  CHECK_FALSE(report.steady_median_ns.has_value());
  CHECK_FALSE(report.verified);
}

TEST_CASE("a sampled run meters with either clock") {
  for (const latency::ClockKind kind :
       {latency::ClockKind::tsc, latency::ClockKind::steady_clock}) {
    const latency::MeterSetup setup{
        .clock = {.kind = kind, .read_cost_ns = 10}, .steps = 3'000, .bars = 3'000};
    int unmetered = 0;
    const latency::LatencyReport report =
        latency::metered_run(sampled_meter(), setup, [&](auto& meter) {
          for (std::int64_t step = 0; step < 3'000; ++step) {
            if (!meter.takes_step(step)) {
              ++unmetered;
              continue;
            }
            meter.begin_step();
            for (int s = 1; s < latency::kStageCount; ++s) {
              meter.end_stage(static_cast<latency::Stage>(s));
            }
            meter.end_step(1);
          }
        });
    CHECK(report.sampled);
    CHECK(report.steps == 3'000);
    CHECK(report.trace.size() + static_cast<std::size_t>(unmetered) == 3'000);
    CHECK(unmetered > 1'000);
  }
}

}  // namespace barometer
