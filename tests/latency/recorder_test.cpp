// SPDX-License-Identifier: Apache-2.0
#include "latency/recorder.hpp"

#include "latency/budgets.hpp"
#include "latency/fake_clock.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

constexpr latency::Ticks kCold = 147'552'000;  // ns; the first call of latency.md section 1
constexpr latency::Ticks kSteady = 82'000;     // ns; what it cost ever after

FakeStep story(std::int64_t step) {
  return {.strategy = step == 0 ? kCold : kSteady};
}

// Every block of 64 steps half as dear again or half as cheap as the one before: never level.
FakeStep restless(std::int64_t step) {
  return {.strategy = step / 64 % 2 == 0 ? 80 : 120};
}

}  // namespace

TEST_CASE("a cold first step is told apart from what a step costs") {
  const latency::LatencyReport report = meter_steps(4'096, {}, story);
  CHECK(report.cold_first_step_ns == kCold);
  CHECK(report.warm);
  CHECK(report.warmup_steps == 512);
  CHECK(report.warmup_total_ns == kCold + 511.0 * kSteady);
  CHECK(report.steady_steps == 4'096 - 512);
  CHECK(report.steady_median_ns.value() == Approx(kSteady).epsilon(0.001));
  CHECK(report.stages.front().max_ns == kSteady);
}

TEST_CASE("thirty-two calls are not a measurement, and still the cold one is set apart") {
  const latency::LatencyReport report = meter_steps(32, {}, story);
  CHECK_FALSE(report.verified);
  CHECK_FALSE(report.warm);
  CHECK(report.cold_first_step_ns == kCold);
  CHECK(report.steady_steps == 0);
  CHECK_FALSE(report.steady_median_ns.has_value());
  CHECK(report.stages.front().samples == 31);
  CHECK(report.stages.front().p50_ns.value() == Approx(kSteady).epsilon(0.001));
}

TEST_CASE("a run is verified from 2,048 steps on") {
  CHECK_FALSE(meter_steps(2'047, {}, story).verified);
  CHECK(meter_steps(2'048, {}, story).verified);
}

TEST_CASE("steady counts from the step after the block that was found warm") {
  // 1,000 dear steps: 15 blocks and a part; six level blocks of eight are there after block 22.
  const auto slow_start = [](std::int64_t step) {
    return FakeStep{.strategy = step < 960 ? 300 + 40 * (step / 64) : 100};
  };
  const latency::LatencyReport report = meter_steps(10'000, {}, slow_start);
  CHECK(report.warm);
  CHECK(report.warmup_steps == 21 * 64);
  CHECK(report.stages.front().max_ns == 100);
}

TEST_CASE("a run that never settles counts from the cap and says so") {
  const latency::LatencyReport report = meter_steps(45'024, {}, restless);
  CHECK_FALSE(report.warm);
  CHECK(report.warmup_steps == 4'000);
  CHECK(report.stages.front().samples == 41'024);
}

TEST_CASE("nothing that happens after the cap can make a run warm") {
  const auto late = [](std::int64_t step) {
    return step < 1'100 ? restless(step) : FakeStep{.strategy = 100};
  };
  const latency::LatencyReport report = meter_steps(5'000, {}, late);
  CHECK_FALSE(report.warm);
  CHECK(report.warmup_steps == 1'024);
}

TEST_CASE("a quantile is reported only where ten samples lie beyond it") {
  // 512 warm-up steps, then exactly 10,000 and 9,999 steady ones.
  CHECK(meter_steps(10'512, {}, story).stages.front().p999_ns.has_value());
  const latency::LatencyReport report = meter_steps(10'511, {}, story);
  CHECK_FALSE(report.stages.front().p999_ns.has_value());
  CHECK(report.stages.front().p99_ns.has_value());
}

TEST_CASE("ticks are turned into nanoseconds by the calibration") {
  const latency::MeterSetup setup{.clock = {.kind = latency::ClockKind::tsc, .ns_per_tick = 0.5}};
  const latency::LatencyReport report = meter_steps(4'096, {}, story, setup);
  CHECK(report.clock == "tsc");
  CHECK(report.cold_first_step_ns == 0.5 * kCold);
  CHECK(report.steady_median_ns.value() == Approx(0.5 * kSteady).epsilon(0.001));
}

TEST_CASE("the cost of metering is six clock reads and the books") {
  const latency::MeterSetup setup{.clock = {.read_cost_ns = 11.0}};
  latency::LatencyRecorder recorder({}, setup);
  const latency::StepStamps step{.at = {0, 1, 2, 3, 4, 5}, .bars = 1};
  recorder.book({&step, 1});
  recorder.add_booking(14);
  CHECK(recorder.report().metering_cost_ns == 6 * 11.0 + 14.0);
}

TEST_CASE("a budget judges the stage that it names, and steady steps only") {
  const auto config = full_meter({budget("bar", 0.99, 100), budget("tag", 0.99, 100)});
  const latency::LatencyReport report = meter_steps(4'096, config, [](std::int64_t step) {
    return FakeStep{.tag = step < 512 ? 101 : 100, .strategy = 50};
  });
  REQUIRE(report.budgets.size() == 2);
  CHECK(report.budgets[0].state == latency::BudgetState::fail);
  CHECK(report.budgets[0].exceedances == 3'584);
  CHECK(report.budgets[1].state == latency::BudgetState::pass);
  CHECK(report.budgets[1].exceedances == 0);
  CHECK(report.breached);
}

TEST_CASE("a budget is per bar") {
  const auto config = full_meter({budget("bar", 0.99, 100)});
  const latency::LatencyReport report = meter_steps(
      4'096, config, [](std::int64_t) { return FakeStep{.strategy = 1'000, .bars = 10}; });
  CHECK(report.budgets.front().state == latency::BudgetState::pass);
  CHECK_FALSE(report.breached);
}

TEST_CASE("tags computed ahead are judged by what they cost a bar") {
  const auto config = full_meter({budget("tag", 0.99, 100)});
  const auto with_total = [&](double seconds) {
    const latency::MeterSetup setup{
        .bars = 4'096, .tags_ahead = true, .tag_ahead_seconds = seconds};
    return meter_steps(4'096, config, story, setup).budgets.front();
  };
  const latency::BudgetReport kept = with_total(4'096 * 99e-9);
  CHECK(kept.amortised);
  CHECK(kept.state == latency::BudgetState::pass);
  CHECK(with_total(4'096 * 101e-9).state == latency::BudgetState::fail);
}

TEST_CASE("the warm-up has a budget of its own") {
  auto config = full_meter();
  config.warmup_total = 200 * core::kMillisecond;
  CHECK(meter_steps(4'096, config, story).budgets.front().state == latency::BudgetState::pass);
  config.warmup_total = 100 * core::kMillisecond;
  const latency::LatencyReport report = meter_steps(4'096, config, story);
  CHECK(report.budgets.front().state == latency::BudgetState::fail);
  CHECK(report.breached);
}

TEST_CASE("a short run breaches no budget") {
  auto config = full_meter({budget("bar", 0.99, 1)});
  config.warmup_total = 1;
  const latency::LatencyReport report = meter_steps(2'047, config, story);
  for (const latency::BudgetReport& budget : report.budgets) {
    CHECK(budget.state == latency::BudgetState::unverified);
  }
  CHECK(report.budgets.size() == 2);
  CHECK_FALSE(report.breached);
}

}  // namespace barometer
