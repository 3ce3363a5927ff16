// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "config/latency_config.hpp"
#include "core/reserved_log.hpp"
#include "latency/budget.hpp"
#include "latency/calibration.hpp"
#include "latency/report.hpp"
#include "latency/slowest_steps.hpp"
#include "latency/stage_books.hpp"
#include "latency/step_sampler.hpp"
#include "latency/step_stamps.hpp"
#include "latency/warmup.hpp"

namespace barometer::latency {

// What is known before the loop starts.
struct MeterSetup {
  ClockFacts clock{};      // default where the meter is off
  std::int64_t steps = 0;  // that the loop will make
  std::int64_t bars = 0;   // in those steps
  bool tags_ahead = false;
  double tag_ahead_seconds = 0;  // wall time of tagging ahead; 0 in step
  std::uint64_t seed = 1;        // of the offsets at which steps are sampled
};

// The sampler of a run with meter: sampled.
StepSampler sampler_of(const MeterSetup& setup);

// The books of a metered run: turns stamps into histograms, finds the end of the warm-up, tests
// the budgets, keeps every step's time and the slowest ten in full. All memory is taken at
// construction.
class LatencyRecorder {
 public:
  // The config's budgets name stages that exist and quantiles between 0 and 1.
  LatencyRecorder(const config::LatencyConfig& config, const MeterSetup& setup);

  // The next metered steps in order. Of a full meter kBlockSteps of them, fewer only at the end of
  // the run. [step]
  void book(std::span<const StepStamps> block) noexcept;

  // Ticks that a call to book() took, for the printed cost of metering. [step]
  void add_booking(Ticks ticks) noexcept { booking_ticks_ += ticks; }

  // After the last step. One of `stride` steady steps was metered.
  void finish(std::int64_t stride = 1) noexcept;

  // Budgets get their last look here, where it costs the loop nothing.
  LatencyReport report() const;

 private:
  struct StageBudget {
    config::BudgetConfig config;
    Stage stage;
    BudgetTest test;
  };

  bool verified() const noexcept { return steps() >= kVerifiedSteps; }

  std::int64_t steps() const noexcept { return sampled_ ? setup_.steps : next_step_; }

  void add_step(const StepStamps& step) noexcept;
  void begin_steady() noexcept;
  void time_warmup(const StepStamps& step) noexcept;
  void add_figures(const StepStamps& step) noexcept;
  void watch_warmup(std::span<const StepStamps> block) noexcept;

  BudgetReport budget_report(const StageBudget& budget) const;
  void report_run(LatencyReport& report) const;
  void report_slowest(LatencyReport& report) const;
  void report_budgets(LatencyReport& report) const;

  bool sampled_;
  std::optional<core::Duration> warmup_limit_;
  MeterSetup setup_;

  WarmupDetector warmup_;
  std::int64_t steady_from_;  // first steady step, by what is known so far
  bool steady_ = false;
  std::int64_t next_step_ = 0;  // the last booked one and 1
  std::int64_t bars_ = 0;       // of booked steps
  Ticks first_began_ = 0;
  Ticks first_step_ticks_ = 0;
  Ticks warmup_ticks_ = 0;
  Ticks booking_ticks_ = 0;
  std::int64_t stride_ = 1;

  StageBooks books_;
  SlowestSteps slowest_;
  core::ReservedLog<StepTime> trace_;
  std::vector<StageBudget> budgets_;
};

}  // namespace barometer::latency
