// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "config/latency_config.hpp"
#include "latency/cold_start.hpp"
#include "latency/growth.hpp"
#include "latency/live_replay.hpp"
#include "latency/null_meter.hpp"
#include "latency/recorder.hpp"
#include "latency/report.hpp"
#include "latency/stage_meter.hpp"
#include "latency/stage_probe.hpp"

namespace barometer::latency {

// Seconds of wall time that body(meter) and the closing of the meter's books took.
template <class Meter, class Body>
double timed(Meter& meter, Body& body) {
  const auto start = std::chrono::steady_clock::now();
  body(meter);
  meter.finish();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <class Meter, class Body>
double timed_with(Meter meter, Body& body) {
  return timed(meter, body);
}

// What the times of all steps together tell.
inline void add_findings(LatencyReport& report, const config::LatencyConfig& config) {
  report.growth = find_growth(report);
  report.cold_start = cold_start_of(report);
  if (config.live_interval && !report.sampled) {
    report.live = replay_live(report, *config.live_interval);
  }
}

template <class Clock, class Body>
LatencyReport run_metered(const config::LatencyConfig& config, const MeterSetup& setup,
                          Body& body) {
  LatencyRecorder recorder(config, setup);
  const double seconds = config.meter == config::Meter::sampled
                             ? timed_with(SampledMeter<Clock>(recorder, sampler_of(setup)), body)
                             : timed_with(StageMeter<Clock>(recorder), body);
  LatencyReport report = recorder.report();
  report.loop_seconds = seconds;
  add_findings(report, config);
  return report;
}

template <class Body>
LatencyReport run_unmetered(const MeterSetup& setup, Body& body) {
  NullMeter meter;
  LatencyReport report;
  report.loop_seconds = timed(meter, body);
  report.steps = setup.steps;
  report.bars = setup.bars;
  return report;
}

// Calls body(meter) once, with the meter that the config and the clock ask for, and reports. The
// body is a generic callable: it is compiled once per meter, so that metering which is off costs
// nothing.
template <class Body>
LatencyReport metered_run(const config::LatencyConfig& config, const MeterSetup& setup,
                          Body&& body) {
  LatencyReport report;
  if (config.meter == config::Meter::off) {
    report = run_unmetered(setup, body);
  } else if (setup.clock.kind == ClockKind::tsc) {
    report = run_metered<TscClock>(config, setup, body);
  } else {
    report = run_metered<SteadyClock>(config, setup, body);
  }
  report.tag_ahead_seconds = setup.tag_ahead_seconds;
  return report;
}

// The same with a probe instead of the config's meter.
template <class Body>
LatencyReport probed_run(StageProbe& probe, const MeterSetup& setup, Body&& body) {
  LatencyReport report;
  if (probe.clock.kind == ClockKind::tsc) {
    ProbeMeter<TscClock> meter(probe);
    report.loop_seconds = timed(meter, body);
  } else {
    ProbeMeter<SteadyClock> meter(probe);
    report.loop_seconds = timed(meter, body);
  }
  report.steps = setup.steps;
  report.bars = setup.bars;
  report.tag_ahead_seconds = setup.tag_ahead_seconds;
  return report;
}

}  // namespace barometer::latency
