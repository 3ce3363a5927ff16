// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "latency/recorder.hpp"
#include "latency/stage_meter.hpp"

// A clock that a test sets by hand, so that no test depends on time.

namespace barometer {

struct FakeClock {
  const latency::Ticks* time;

  latency::Ticks now() const noexcept { return *time; }
};

// Nanoseconds that each stage of a step takes.
struct FakeStep {
  latency::Ticks fill = 0;
  latency::Ticks mark = 0;
  latency::Ticks tag = 0;
  latency::Ticks strategy = 0;
  latency::Ticks order = 0;
  std::int64_t bars = 1;
};

// Makes `steps` steps whose times `times(step)` tells, as the loop would meter them. `gap` is what
// passes between steps, and must not be found in any of them.
template <class Meter, class Times>
void make_steps(Meter& meter, latency::Ticks& time, std::int64_t steps, latency::Ticks gap,
                Times times) {
  const auto pass = [&](latency::Stage stage, latency::Ticks ticks) {
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
    pass(latency::Stage::fill, step.fill);
    pass(latency::Stage::mark, step.mark);
    pass(latency::Stage::tag, step.tag);
    pass(latency::Stage::strategy, step.strategy);
    pass(latency::Stage::order, step.order);
    meter.end_step(step.bars);
  }
  meter.finish();
}

// A run that is metered in full.
template <class Times>
latency::LatencyReport meter_steps(std::int64_t steps, const config::LatencyConfig& config,
                                   Times times, latency::MeterSetup setup = {}) {
  setup.steps = steps;
  latency::LatencyRecorder recorder(config, setup);
  latency::Ticks time = 1'000;
  latency::StageMeter<FakeClock> meter(recorder, FakeClock{&time});
  make_steps(meter, time, steps, 1'000'000, times);
  return recorder.report();
}

// A run that is sampled; no time passes between its steps.
template <class Times>
latency::LatencyReport sample_steps(const config::LatencyConfig& config,
                                    const latency::MeterSetup& setup, Times times) {
  latency::LatencyRecorder recorder(config, setup);
  latency::Ticks time = 1'000;
  latency::SampledMeter<FakeClock> meter(recorder, latency::sampler_of(setup), FakeClock{&time});
  make_steps(meter, time, setup.steps, 0, times);
  return recorder.report();
}

}  // namespace barometer
