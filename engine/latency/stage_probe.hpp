// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "latency/calibration.hpp"
#include "latency/histogram.hpp"
#include "latency/report.hpp"

namespace barometer::latency {

// What a probe saw of one stage over the steps of one or more runs.
struct StageProbe {
  Stage stage = Stage::step;
  ClockFacts clock{};
  // Steps of every run, ascending, in which plug-ins do what they do once per instance; they are no
  // samples and are timed apart.
  std::vector<std::int64_t> cold_steps{0};
  BarHistogram times{};        // per bar, one sample a step that is not cold
  double total_ns = 0;         // of the stage, all steps
  double first_step_ns = 0;    // of the first step ever; not per bar
  double cold_ns = 0;          // of the cold steps of all runs
  std::int64_t cold_bars = 0;  // that closed in them
  std::int64_t steps = 0;
};

// A meter for the step loop (stage_meter.hpp) that looks at a single stage: two clock reads a step
// and one sample, for measurements that compare programs and must disturb little.
template <class Clock>
class ProbeMeter {
 public:
  explicit ProbeMeter(StageProbe& probe) : probe_(probe), stage_(probe.stage) {}

  bool takes_step(std::int64_t) const noexcept { return true; }

  void begin_step() noexcept {
    if (stage_ <= Stage::fill) {
      start_ = clock_.now();
    }
  }

  void end_stage(Stage stage) noexcept {
    if (stage == last_stage()) {
      ticks_ = clock_.now() - start_;
    } else if (static_cast<int>(stage) + 1 == static_cast<int>(stage_)) {
      start_ = clock_.now();
    }
  }

  void end_step(std::int64_t bars) noexcept {
    const double ns = static_cast<double>(ticks_) * probe_.clock.ns_per_tick;
    probe_.total_ns += ns;
    if (is_cold()) {
      ++next_cold_;
      probe_.cold_ns += ns;
      probe_.cold_bars += bars;
    } else {
      probe_.times.record(ns / static_cast<double>(bars));
    }
    ++step_;
    if (probe_.steps == 0) {
      probe_.first_step_ns = ns;
    }
    ++probe_.steps;
  }

  void finish() noexcept {}

 private:
  Stage last_stage() const noexcept { return stage_ == Stage::step ? Stage::order : stage_; }

  bool is_cold() const noexcept {
    return next_cold_ < probe_.cold_steps.size() && probe_.cold_steps[next_cold_] == step_;
  }

  StageProbe& probe_;
  [[no_unique_address]] Clock clock_{};
  Stage stage_;
  Ticks start_ = 0;
  Ticks ticks_ = 0;
  std::int64_t step_ = 0;  // of this run
  std::size_t next_cold_ = 0;
};

}  // namespace barometer::latency
