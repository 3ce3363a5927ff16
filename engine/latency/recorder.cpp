// SPDX-License-Identifier: Apache-2.0
#include "latency/recorder.hpp"

#include <algorithm>

#include "latency/budget_decision.hpp"

namespace barometer::latency {

StepSampler sampler_of(const MeterSetup& setup) {
  // Reads, and four times as much for the books and for what both push out of the caches: so much
  // more a loop with samples took in races (make bench).
  const double sample_ns = 5 * kStageCount * setup.clock.read_cost_ns;
  return {setup.seed, warmup_cap(setup.steps), sample_ns / setup.clock.ns_per_tick};
}

LatencyRecorder::LatencyRecorder(const config::LatencyConfig& config, const MeterSetup& setup)
    : sampled_(config.meter == config::Meter::sampled),
      warmup_limit_(config.warmup_total),
      setup_(setup),
      steady_from_(warmup_cap(setup.steps)),
      trace_(static_cast<std::size_t>(setup.steps)) {
  for (const config::BudgetConfig& budget : config.budgets) {
    budgets_.push_back({budget, stage_named(budget.stage).value(),
                        BudgetTest(budget.quantile, static_cast<double>(budget.limit))});
  }
}

void LatencyRecorder::book(std::span<const StepStamps> block) noexcept {
  for (const StepStamps& step : block) {
    add_step(step);
  }
  const bool watched = !sampled_ && block.size() == kBlockSteps;
  if (watched && !warmup_.warm() && next_step_ <= steady_from_) {
    watch_warmup(block);
  }
}

void LatencyRecorder::add_step(const StepStamps& step) noexcept {
  const bool first = trace_.empty();
  trace_.push_back({step.of(Stage::step), static_cast<std::uint32_t>(step.step),
                    static_cast<std::uint32_t>(step.bars)});
  next_step_ = step.step + 1;
  bars_ += step.bars;
  if (first) {
    first_began_ = step.at.front();
    first_step_ticks_ = step.of(Stage::step);
  }
  if (!steady_) {
    time_warmup(step);
  }
  if (!first) {
    add_figures(step);
  }
}

// A sampled meter does not see all steps of the warm-up, so it takes the time from the first step
// to the first steady one.
void LatencyRecorder::time_warmup(const StepStamps& step) noexcept {
  if (step.step >= steady_from_) {
    warmup_ticks_ = sampled_ ? step.at.front() - first_began_ : warmup_ticks_;
    begin_steady();
  } else {
    warmup_ticks_ = sampled_ ? step.at.back() - first_began_ : warmup_ticks_ + step.of(Stage::step);
  }
}

// Until a run is steady its figures are kept as well, for runs that never get there.
void LatencyRecorder::begin_steady() noexcept {
  steady_ = true;
  books_.clear();
  slowest_.clear();
}

void LatencyRecorder::add_figures(const StepStamps& step) noexcept {
  const StageBooks::PerBar ns = StageBooks::per_bar(step, setup_.clock.ns_per_tick);
  books_.add(step, ns);
  slowest_.add(step);
  if (steady_) {
    for (StageBudget& budget : budgets_) {
      budget.test.add(ns[static_cast<std::size_t>(budget.stage)]);
    }
  }
}

void LatencyRecorder::watch_warmup(std::span<const StepStamps> block) noexcept {
  std::array<double, kBlockSteps> times;
  std::transform(block.begin(), block.end(), times.begin(),
                 [](const StepStamps& step) { return step.step_ticks_per_bar(); });
  std::sort(times.begin(), times.end());
  const double median = 0.5 * (times[kBlockSteps / 2 - 1] + times[kBlockSteps / 2]);
  if (warmup_.add_block(median * setup_.clock.ns_per_tick)) {
    steady_from_ = next_step_;
  }
}

void LatencyRecorder::finish(std::int64_t stride) noexcept {
  stride_ = stride;
}

void LatencyRecorder::report_run(LatencyReport& report) const {
  const ClockFacts& clock = setup_.clock;
  report.metered = true;
  report.sampled = sampled_;
  report.stride = stride_;
  report.ns_per_tick = clock.ns_per_tick;
  report.clock = to_string(clock.kind);
  report.clock_cost_ns = clock.read_cost_ns;
  report.clock_resolution_ns = clock.resolution_ns;
  report.steps = steps();
  report.bars = sampled_ ? setup_.bars : bars_;
  report.cold_first_step_ns = static_cast<double>(first_step_ticks_) * clock.ns_per_tick;
  report.warmup_steps = std::min(steady_from_, report.steps);
  report.steady_steps = report.steps - report.warmup_steps;
  report.warm = warmup_.warm();
  report.warmup_total_ns = static_cast<double>(warmup_ticks_) * clock.ns_per_tick;
  report.verified = verified();
  const double reads = static_cast<double>(trace_.size()) * kStageCount;
  const double booking_ns = static_cast<double>(booking_ticks_) * clock.ns_per_tick;
  report.metering_cost_ns = (reads * clock.read_cost_ns + booking_ns) /
                            static_cast<double>(std::max<std::int64_t>(report.steps, 1));
}

void LatencyRecorder::report_slowest(LatencyReport& report) const {
  for (const StepStamps& step : slowest_.steps()) {
    SlowStep& slow = report.slowest.emplace_back();
    slow.step = step.step;
    slow.bars = step.bars;
    for (std::size_t s = 0; s < slow.stage_ns.size(); ++s) {
      slow.stage_ns[s] =
          static_cast<double>(step.of(static_cast<Stage>(s))) * setup_.clock.ns_per_tick;
    }
  }
}

BudgetReport LatencyRecorder::budget_report(const StageBudget& budget) const {
  if (setup_.tags_ahead && budget.stage == Stage::tag) {
    const AmortisedTagging tagging{setup_.tag_ahead_seconds * 1e9, setup_.bars};
    return decide_amortised(budget.config, tagging, verified());
  }
  BudgetTest test = budget.test;
  test.finish();
  return decide_quantile(budget.config, test, verified());
}

void LatencyRecorder::report_budgets(LatencyReport& report) const {
  for (const StageBudget& budget : budgets_) {
    report.budgets.push_back(budget_report(budget));
  }
  if (warmup_limit_) {
    const WarmupFacts warmup{report.warmup_total_ns, report.warmup_steps, report.warm, !sampled_};
    report.budgets.push_back(decide_warmup(*warmup_limit_, warmup, verified()));
  }
  report.breached =
      std::any_of(report.budgets.begin(), report.budgets.end(),
                  [](const BudgetReport& budget) { return budget.state == BudgetState::fail; });
}

LatencyReport LatencyRecorder::report() const {
  LatencyReport report;
  report_run(report);
  report.stages = books_.report(setup_.clock.ns_per_tick);
  report.trace.assign(trace_.view().begin(), trace_.view().end());
  report_slowest(report);
  if (report.steady_steps > 0) {
    report.steady_median_ns = report.stages.front().p50_ns;
  }
  report_budgets(report);
  return report;
}

}  // namespace barometer::latency
