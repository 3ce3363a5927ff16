// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "config/run_config.hpp"
#include "latency/budget.hpp"
#include "latency/calibration.hpp"
#include "latency/histogram.hpp"
#include "latency/report.hpp"
#include "latency/step_stamps.hpp"
#include "latency/warmup.hpp"

namespace barometer {

// What is known before the loop starts.
struct MeterSetup {
  ClockFacts clock{};      // default where the meter is off
  std::int64_t steps = 0;  // that the loop will make
  std::int64_t bars = 0;   // in those steps
  bool tags_ahead = false;
  double tag_ahead_seconds = 0;  // wall time of tagging ahead; 0 in step
};

// The books of a metered run: turns stamps into histograms, finds the end of the warm-up, tests
// the budgets. All memory is taken at construction.
class LatencyRecorder {
 public:
  // The config's budgets name stages that exist and quantiles between 0 and 1.
  LatencyRecorder(const LatencyConfig& config, const MeterSetup& setup);

  // The next steps in order; kBlockSteps of them, fewer only at the end of the run. [step]
  void book(std::span<const StepStamps> block) noexcept;

  // Ticks that a call to book() took, for the printed cost of metering. [step]
  void add_booking(Ticks ticks) noexcept { booking_ticks_ += ticks; }

  // After the last step: budgets get their last look.
  void finish() noexcept;

  LatencyReport report() const;

 private:
  struct StageBudget {
    BudgetConfig config;
    Stage stage;
    BudgetTest test;
  };

  bool steady() const noexcept { return steady_from_ < steps_; }

  bool verified() const noexcept { return steps_ >= kVerifiedSteps; }

  void add_step(const StepStamps& step) noexcept;
  void add_figures(const StepStamps& step) noexcept;
  void forget_figures() noexcept;
  void watch_warmup(std::span<const StepStamps> block) noexcept;

  StageReport stage_report(Stage stage) const;
  BudgetReport budget_report(const StageBudget& budget) const;
  void report_run(LatencyReport& report) const;
  void report_budgets(LatencyReport& report) const;

  std::optional<Duration> warmup_limit_;
  MeterSetup setup_;

  WarmupDetector warmup_;
  std::int64_t steady_from_;  // first steady step, by what is known so far
  std::int64_t steps_ = 0;
  std::int64_t bars_ = 0;
  Ticks first_step_ticks_ = 0;
  Ticks warmup_ticks_ = 0;
  Ticks booking_ticks_ = 0;

  BarHistogram bar_times_;
  std::array<StageHistogram, kStageCount - 1> stage_times_;
  std::array<Ticks, kStageCount> total_ticks_{};
  std::vector<StageBudget> budgets_;
};

}  // namespace barometer
