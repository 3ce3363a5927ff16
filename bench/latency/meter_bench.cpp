// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <random>

#include "latency/clock.hpp"
#include "latency/histogram.hpp"
#include "latency/stage_meter.hpp"

// What metering costs: a clock read, a histogram record (5 ns at most), a fully metered step with
// two budgets (90 ns at most). Warm loops.

namespace barometer {

namespace {

template <class Clock>
void read_clock(benchmark::State& state) {
  const Clock clock;
  for (auto _ : state) {
    benchmark::DoNotOptimize(clock.now());
  }
}

BENCHMARK(read_clock<latency::TscClock>)->Name("clock_read/tsc");
BENCHMARK(read_clock<latency::SteadyClock>)->Name("clock_read/steady_clock");

// Lognormal times, so that records spread over buckets as those of a run do.
std::array<double, 4'096> times() {
  std::mt19937_64 random(1);
  std::lognormal_distribution<> draw(std::log(150.0), 0.3);
  std::array<double, 4'096> values;
  for (double& value : values) {
    value = draw(random);
  }
  return values;
}

template <class Times>
void record(benchmark::State& state) {
  const auto values = times();
  Times histogram;
  std::size_t i = 0;
  for (auto _ : state) {
    histogram.record(values[i++ % values.size()]);
    benchmark::ClobberMemory();
  }
}

BENCHMARK(record<latency::BarHistogram>)->Name("histogram_record/bar");
BENCHMARK(record<latency::StageHistogram>)->Name("histogram_record/stage");

template <class Meter>
void meter_step(Meter& meter) {
  meter.begin_step();
  meter.end_stage(latency::Stage::fill);
  meter.end_stage(latency::Stage::mark);
  meter.end_stage(latency::Stage::tag);
  meter.end_stage(latency::Stage::strategy);
  meter.end_stage(latency::Stage::order);
  meter.end_step(8);
}

template <class Clock>
void full_step(benchmark::State& state) {
  config::LatencyConfig config;
  for (const char* stage : {"bar", "tag"}) {
    config::BudgetConfig& budget = config.budgets.emplace_back();
    budget.stage = stage;
    budget.quantile = 0.99;
    budget.limit = core::kMillisecond;
  }
  const latency::MeterSetup setup{.clock = latency::calibrate_clock().get(), .steps = 45'024};
  latency::LatencyRecorder recorder(config, setup);
  latency::StageMeter<Clock> meter(recorder);
  for (auto _ : state) {
    meter_step(meter);
  }
  meter.finish();
}

BENCHMARK(full_step<latency::TscClock>)->Name("full_step/tsc");
BENCHMARK(full_step<latency::SteadyClock>)->Name("full_step/steady_clock");

}  // namespace

}  // namespace barometer
