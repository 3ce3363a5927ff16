// SPDX-License-Identifier: Apache-2.0
#include "latency/stage_meter.hpp"

#include <type_traits>

#include "latency/budgets.hpp"
#include "latency/fake_clock.hpp"
#include "latency/metered_run.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("stages add up to the step") {
  const latency::LatencyReport report = meter_steps(3'000, {}, [](std::int64_t step) {
    return FakeStep{
        .fill = 3 + step % 5, .mark = 7, .tag = 11 + step % 3, .strategy = 13, .order = step % 2};
  });
  double sum = 0;
  for (std::size_t s = 1; s < report.stages.size(); ++s) {
    sum += report.stages[s].total_ns;
  }
  REQUIRE(report.stages.front().total_ns > 0);
  CHECK(sum == report.stages.front().total_ns);
}

TEST_CASE("each stage gets the time between its boundaries") {
  const latency::LatencyReport report = meter_steps(3'000, {}, [](std::int64_t) {
    return FakeStep{.fill = 3, .mark = 7, .tag = 11, .strategy = 130, .order = 1};
  });
  const auto p50 = [&](latency::Stage stage) {
    return report.stages[static_cast<std::size_t>(stage)].p50_ns.value();
  };
  CHECK(p50(latency::Stage::step) == Approx(152).epsilon(0.001));
  CHECK(p50(latency::Stage::fill) == Approx(3).epsilon(0.01));
  CHECK(p50(latency::Stage::mark) == Approx(7).epsilon(0.01));
  CHECK(p50(latency::Stage::tag) == Approx(11).epsilon(0.01));
  CHECK(p50(latency::Stage::strategy) == Approx(130).epsilon(0.01));
  CHECK(p50(latency::Stage::order) == Approx(1).epsilon(0.01));
}

TEST_CASE("a sample is a step, its value the step's time per bar") {
  const latency::LatencyReport report =
      meter_steps(3'000, {}, [](std::int64_t) { return FakeStep{.strategy = 700, .bars = 10}; });
  CHECK(report.steps == 3'000);
  CHECK(report.bars == 30'000);
  CHECK(report.stages.front().samples == report.steady_steps);
  CHECK(report.steady_median_ns.value() == Approx(70).epsilon(0.001));
}

TEST_CASE("steps that fill no whole block are booked at the end") {
  const latency::LatencyReport report =
      meter_steps(2'049, {}, [](std::int64_t) { return FakeStep{.strategy = 10}; });
  CHECK(report.steps == 2'049);
}

TEST_CASE("the null meter holds nothing") {
  CHECK(std::is_empty_v<latency::NullMeter>);
}

TEST_CASE("a run without metering reports what it did and no figures") {
  const latency::MeterSetup setup{
      .steps = 12, .bars = 34, .tags_ahead = true, .tag_ahead_seconds = 0.5};
  int steps_made = 0;
  const latency::LatencyReport report = latency::metered_run({}, setup, [&](auto& meter) {
    for (; steps_made < 12; ++steps_made) {
      meter.begin_step();
      meter.end_stage(latency::Stage::fill);
      meter.end_step(1);
    }
  });
  CHECK(steps_made == 12);
  CHECK_FALSE(report.metered);
  CHECK(report.steps == 12);
  CHECK(report.bars == 34);
  CHECK(report.tag_ahead_seconds == 0.5);
  CHECK(report.stages.empty());
}

TEST_CASE("a run with full metering meters with either clock") {
  for (const latency::ClockKind kind :
       {latency::ClockKind::tsc, latency::ClockKind::steady_clock}) {
    const latency::MeterSetup setup{.clock = {.kind = kind}, .steps = 100, .bars = 100};
    const latency::LatencyReport report =
        latency::metered_run(full_meter(), setup, [](auto& meter) {
          for (int step = 0; step < 100; ++step) {
            meter.takes_step(step);
            meter.begin_step();
            for (int s = 1; s < latency::kStageCount; ++s) {
              meter.end_stage(static_cast<latency::Stage>(s));
            }
            meter.end_step(1);
          }
        });
    CHECK(report.metered);
    CHECK(report.clock == latency::to_string(kind));
    CHECK(report.stages.front().samples == 99);
    CHECK_FALSE(report.verified);
  }
}

}  // namespace barometer
