// SPDX-License-Identifier: Apache-2.0
#include "latency/stage_books.hpp"

#include <algorithm>

namespace barometer::latency {

namespace {

template <class Times>
StageReport figures(const Times& times) {
  StageReport report;
  report.samples = times.count();
  report.p50_ns = carried_quantile(times, 0.5);
  report.p90_ns = carried_quantile(times, 0.9);
  report.p99_ns = carried_quantile(times, 0.99);
  report.p999_ns = carried_quantile(times, 0.999);
  report.max_ns = times.max();
  times.each_bucket([&](double from, double to, std::int64_t count) {
    report.histogram.push_back({from, to, count});
  });
  return report;
}

}  // namespace

StageBooks::PerBar StageBooks::per_bar(const StepStamps& step, double ns_per_tick) noexcept {
  const double ns_per_tick_and_bar = ns_per_tick / static_cast<double>(step.bars);
  PerBar ns;
  for (std::size_t s = 0; s < ns.size(); ++s) {
    ns[s] = static_cast<double>(step.of(static_cast<Stage>(s))) * ns_per_tick_and_bar;
  }
  return ns;
}

void StageBooks::add(const StepStamps& step, const PerBar& ns) noexcept {
  for (std::size_t s = 0; s < ns.size(); ++s) {
    total_ticks_[s] += step.of(static_cast<Stage>(s));
  }
  bar_times_.record(ns[0]);
  for (std::size_t s = 1; s < ns.size(); ++s) {
    stage_times_[s - 1].record(ns[s]);
  }
}

void StageBooks::clear() noexcept {
  bar_times_.clear();
  for (StageHistogram& times : stage_times_) {
    times.clear();
  }
  total_ticks_.fill(0);
}

StageReport StageBooks::report_of(Stage stage) const {
  const auto s = static_cast<std::size_t>(stage);
  StageReport report = stage == Stage::step ? figures(bar_times_) : figures(stage_times_[s - 1]);
  report.stage = kStageNames[s];
  return report;
}

std::vector<StageReport> StageBooks::report(double ns_per_tick) const {
  std::vector<StageReport> stages;
  for (int s = 0; s < kStageCount; ++s) {
    stages.push_back(report_of(static_cast<Stage>(s)));
    stages.back().total_ns =
        static_cast<double>(total_ticks_[static_cast<std::size_t>(s)]) * ns_per_tick;
  }
  return stages;
}

}  // namespace barometer::latency
