// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "latency/recorder.hpp"
#include "latency/stage_meter.hpp"

// A clock that a test sets by hand, so that no test depends on time.

namespace barometer {

struct FakeClock {
  const Ticks* time;

  Ticks now() const noexcept { return *time; }
};

// Nanoseconds that each stage of a step takes.
struct FakeStep {
  Ticks fill = 0;
  Ticks mark = 0;
  Ticks tag = 0;
  Ticks strategy = 0;
  Ticks order = 0;
  std::int64_t bars = 1;
};

// Makes `steps` steps whose times `times(step)` tells, as the loop would meter them. `gap` is what
// passes between steps, and must not be found in any of them.
template <class Meter, class Times>
void make_steps(Meter& meter, Ticks& time, std::int64_t steps, Ticks gap, Times times) {
  const auto pass = [&](Stage stage, Ticks ticks) {
    time += ticks;
    meter.end_stage(stage);
  };
  for (std::int64_t i = 0; i < steps; ++i) {
    const FakeStep step = times(i);
    time += gap;
    if (!meter.takes_step(i)) {
      time += step.fill + step.mark + step.tag + step.strategy + step.order;
      continue;
    }
    meter.begin_step();
    pass(Stage::fill, step.fill);
    pass(Stage::mark, step.mark);
    pass(Stage::tag, step.tag);
    pass(Stage::strategy, step.strategy);
    pass(Stage::order, step.order);
    meter.end_step(step.bars);
  }
  meter.finish();
}

// A run that is metered in full.
template <class Times>
LatencyReport meter_steps(std::int64_t steps, const LatencyConfig& config, Times times,
                          MeterSetup setup = {}) {
  setup.steps = steps;
  LatencyRecorder recorder(config, setup);
  Ticks time = 1'000;
  StageMeter<FakeClock> meter(recorder, FakeClock{&time});
  make_steps(meter, time, steps, 1'000'000, times);
  return recorder.report();
}

// A run that is sampled; no time passes between its steps.
template <class Times>
LatencyReport sample_steps(const LatencyConfig& config, const MeterSetup& setup, Times times) {
  LatencyRecorder recorder(config, setup);
  Ticks time = 1'000;
  SampledMeter<FakeClock> meter(recorder, sampler_of(setup), FakeClock{&time});
  make_steps(meter, time, setup.steps, 0, times);
  return recorder.report();
}

}  // namespace barometer
