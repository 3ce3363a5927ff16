// SPDX-License-Identifier: Apache-2.0
#include "latency/recorder.hpp"

#include <algorithm>

#include "latency/judgement.hpp"

namespace barometer {

namespace {

// A quantile needs ten samples beyond it before it says anything about the tail.
template <class Times>
std::optional<double> quantile(const Times& times, double q) {
  constexpr double kSamplesBeyond = 10;
  // 1 - q is not exact in binary: 10,000 samples are enough for p99.9.
  constexpr double kRounding = 1e-9;
  const double beyond = static_cast<double>(times.count()) * (1.0 - q);
  return beyond + kRounding >= kSamplesBeyond ? std::optional{times.quantile(q)} : std::nullopt;
}

template <class Times>
StageReport figures(const Times& times) {
  StageReport report;
  report.samples = times.count();
  report.p50_ns = quantile(times, 0.5);
  report.p90_ns = quantile(times, 0.9);
  report.p99_ns = quantile(times, 0.99);
  report.p999_ns = quantile(times, 0.999);
  report.max_ns = times.max();
  return report;
}

}  // namespace

LatencyRecorder::LatencyRecorder(const LatencyConfig& config, const MeterSetup& setup)
    : warmup_limit_(config.warmup_total), setup_(setup), steady_from_(warmup_cap(setup.steps)) {
  for (const BudgetConfig& budget : config.budgets) {
    budgets_.push_back({budget, stage_named(budget.stage).value(),
                        BudgetTest(budget.quantile, static_cast<double>(budget.limit))});
  }
}

void LatencyRecorder::book(std::span<const StepStamps> block) noexcept {
  for (const StepStamps& step : block) {
    add_step(step);
  }
  if (!warmup_.warm() && steps_ <= steady_from_ && block.size() == kBlockSteps) {
    watch_warmup(block);
  }
}

void LatencyRecorder::add_step(const StepStamps& step) noexcept {
  const bool first = steps_ == 0;
  if (steps_ == steady_from_) {
    forget_figures();
  }
  ++steps_;
  bars_ += step.bars;
  if (!steady()) {
    warmup_ticks_ += step.of(Stage::step);
  }
  if (first) {
    first_step_ticks_ = step.of(Stage::step);
  } else {
    add_figures(step);
  }
}

void LatencyRecorder::add_figures(const StepStamps& step) noexcept {
  const double ns_per_tick_and_bar = setup_.clock.ns_per_tick / static_cast<double>(step.bars);
  std::array<double, kStageCount> ns;
  for (std::size_t s = 0; s < ns.size(); ++s) {
    const Ticks ticks = step.of(static_cast<Stage>(s));
    total_ticks_[s] += ticks;
    ns[s] = static_cast<double>(ticks) * ns_per_tick_and_bar;
  }
  bar_times_.record(ns[0]);
  for (std::size_t s = 1; s < ns.size(); ++s) {
    stage_times_[s - 1].record(ns[s]);
  }
  if (steady()) {
    for (StageBudget& budget : budgets_) {
      budget.test.add(ns[static_cast<std::size_t>(budget.stage)]);
    }
  }
}

// Until a run is steady its figures are kept as well, for runs that never get there.
void LatencyRecorder::forget_figures() noexcept {
  bar_times_.clear();
  for (StageHistogram& times : stage_times_) {
    times.clear();
  }
  total_ticks_.fill(0);
}

void LatencyRecorder::watch_warmup(std::span<const StepStamps> block) noexcept {
  std::array<double, kBlockSteps> times;
  std::transform(block.begin(), block.end(), times.begin(),
                 [](const StepStamps& step) { return step.step_ticks_per_bar(); });
  std::sort(times.begin(), times.end());
  const double median = 0.5 * (times[kBlockSteps / 2 - 1] + times[kBlockSteps / 2]);
  if (warmup_.add_block(median * setup_.clock.ns_per_tick)) {
    steady_from_ = steps_;
  }
}

void LatencyRecorder::finish() noexcept {
  for (StageBudget& budget : budgets_) {
    budget.test.finish();
  }
}

StageReport LatencyRecorder::stage_report(Stage stage) const {
  const auto s = static_cast<std::size_t>(stage);
  StageReport report = stage == Stage::step ? figures(bar_times_) : figures(stage_times_[s - 1]);
  report.stage = kStageNames[s];
  report.total_ns = static_cast<double>(total_ticks_[s]) * setup_.clock.ns_per_tick;
  return report;
}

void LatencyRecorder::report_run(LatencyReport& report) const {
  const ClockFacts& clock = setup_.clock;
  report.metered = true;
  report.clock = to_string(clock.kind);
  report.clock_cost_ns = clock.read_cost_ns;
  report.clock_resolution_ns = clock.resolution_ns;
  report.steps = steps_;
  report.bars = bars_;
  report.cold_first_step_ns = static_cast<double>(first_step_ticks_) * clock.ns_per_tick;
  report.warmup_steps = std::min(steady_from_, steps_);
  report.steady_steps = steps_ - report.warmup_steps;
  report.warm = warmup_.warm();
  report.warmup_total_ns = static_cast<double>(warmup_ticks_) * clock.ns_per_tick;
  report.verified = verified();
  const double booking_ns = static_cast<double>(booking_ticks_) * clock.ns_per_tick;
  report.metering_cost_ns = kStageCount * clock.read_cost_ns +
                            booking_ns / static_cast<double>(std::max<std::int64_t>(steps_, 1));
}

BudgetReport LatencyRecorder::budget_report(const StageBudget& budget) const {
  if (setup_.tags_ahead && budget.stage == Stage::tag) {
    const AmortisedTagging tagging{setup_.tag_ahead_seconds * 1e9, setup_.bars};
    return judge_amortised(budget.config, tagging, verified());
  }
  return judge_quantile(budget.config, budget.test, verified());
}

void LatencyRecorder::report_budgets(LatencyReport& report) const {
  for (const StageBudget& budget : budgets_) {
    report.budgets.push_back(budget_report(budget));
  }
  if (warmup_limit_) {
    const WarmupFacts warmup{report.warmup_total_ns, report.warmup_steps, report.warm};
    report.budgets.push_back(judge_warmup(*warmup_limit_, warmup, verified()));
  }
  report.breached =
      std::any_of(report.budgets.begin(), report.budgets.end(),
                  [](const BudgetReport& budget) { return budget.state == BudgetState::fail; });
}

LatencyReport LatencyRecorder::report() const {
  LatencyReport report;
  report_run(report);
  for (int s = 0; s < kStageCount; ++s) {
    report.stages.push_back(stage_report(static_cast<Stage>(s)));
  }
  if (report.steady_steps > 0) {
    report.steady_median_ns = report.stages.front().p50_ns;
  }
  report_budgets(report);
  return report;
}

}  // namespace barometer
