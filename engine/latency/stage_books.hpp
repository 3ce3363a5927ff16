// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "latency/histogram.hpp"
#include "latency/report.hpp"
#include "latency/step_stamps.hpp"

namespace barometer::latency {

// Times per bar of every stage: what the table of stages is made of. All memory is taken at
// construction.
class StageBooks {
 public:
  // Nanoseconds per bar, one entry per Stage.
  using PerBar = std::array<double, kStageCount>;

  static PerBar per_bar(const StepStamps& step, double ns_per_tick) noexcept;

  // [step]
  void add(const StepStamps& step, const PerBar& ns) noexcept;
  void clear() noexcept;

  // One entry per Stage, in its order.
  std::vector<StageReport> report(double ns_per_tick) const;

 private:
  StageReport report_of(Stage stage) const;

  BarHistogram bar_times_;
  std::array<StageHistogram, kStageCount - 1> stage_times_;
  std::array<Ticks, kStageCount> total_ticks_{};
};

}  // namespace barometer::latency
