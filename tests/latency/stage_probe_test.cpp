// SPDX-License-Identifier: Apache-2.0
#include "latency/stage_probe.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

// Ten ticks later at each look.
struct TickingClock {
  latency::Ticks now() const noexcept { return time += 10; }

  static inline latency::Ticks time = 0;
};

latency::StageProbe probed(latency::Stage stage, int steps) {
  latency::StageProbe probe;
  probe.stage = stage;
  probe.clock.ns_per_tick = 2;
  latency::ProbeMeter<TickingClock> meter(probe);
  for (int step = 0; step < steps; ++step) {
    meter.begin_step();
    for (const latency::Stage s : {latency::Stage::fill, latency::Stage::mark, latency::Stage::tag,
                                   latency::Stage::strategy, latency::Stage::order}) {
      meter.end_stage(s);
    }
    meter.end_step(4);
  }
  return probe;
}

}  // namespace

TEST_CASE("every stage takes two looks at the clock and is sampled per bar") {
  for (const latency::Stage stage :
       {latency::Stage::step, latency::Stage::fill, latency::Stage::mark, latency::Stage::tag,
        latency::Stage::strategy, latency::Stage::order}) {
    const latency::StageProbe probe = probed(stage, 3);
    CHECK(probe.steps == 3);
    CHECK(probe.total_ns == 60);
    CHECK(probe.first_step_ns == 20);
    CHECK(probe.cold_ns == 20);
    CHECK(probe.cold_bars == 4);
    CHECK(probe.times.count() == 2);
    CHECK(probe.times.max() == 5);
  }
}

TEST_CASE("a probe goes on over several runs and keeps its first step") {
  latency::StageProbe probe = probed(latency::Stage::tag, 1);
  TickingClock::time = 0;
  probe.clock.ns_per_tick = 8;
  latency::ProbeMeter<TickingClock> meter(probe);
  meter.end_stage(latency::Stage::mark);
  meter.end_stage(latency::Stage::tag);
  meter.end_step(1);
  CHECK(probe.first_step_ns == 20);
  CHECK(probe.total_ns == 100);
}

TEST_CASE("the cold steps of every run are timed apart and are no samples") {
  latency::StageProbe probe;
  probe.stage = latency::Stage::tag;
  probe.cold_steps = {0, 2};
  for (int run = 0; run < 2; ++run) {
    latency::ProbeMeter<TickingClock> meter(probe);
    for (int step = 0; step < 5; ++step) {
      meter.end_stage(latency::Stage::mark);
      meter.end_stage(latency::Stage::tag);
      meter.end_step(1 + step);
    }
  }
  CHECK(probe.times.count() == 6);
  CHECK(probe.cold_ns == 0.4 * probe.total_ns);
  CHECK(probe.cold_bars == 2 * (1 + 3));
}
