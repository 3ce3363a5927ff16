// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "latency/clock.hpp"
#include "latency/report.hpp"

namespace barometer::latency {

// One step as it was metered. Stages are chained: at[0] is where the step begins, at[s] where
// stage s ends and the next begins, so the stages add up to the step in exact ticks.
struct StepStamps {
  std::array<Ticks, kStageCount> at;
  std::int64_t bars;      // >= 1
  std::int64_t step = 0;  // of the run

  Ticks of(Stage stage) const noexcept {
    const auto s = static_cast<std::size_t>(stage);
    return stage == Stage::step ? at.back() - at.front() : at[s] - at[s - 1];
  }

  double step_ticks_per_bar() const noexcept {
    return static_cast<double>(of(Stage::step)) / static_cast<double>(bars);
  }
};

}  // namespace barometer::latency
