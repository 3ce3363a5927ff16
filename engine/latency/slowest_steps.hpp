// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "latency/step_stamps.hpp"

namespace barometer::latency {

// Keeps the ten steps with the longest time per bar, of equals the earlier ones.
class SlowestSteps {
 public:
  // [step]
  void add(const StepStamps& step) noexcept {
    const double ticks_per_bar = step.step_ticks_per_bar();
    if (count_ < kKept || ticks_per_bar > kept_[count_ - 1].ticks_per_bar) {
      insert(step, ticks_per_bar);
    }
  }

  void clear() noexcept { count_ = 0; }

  // The slowest first.
  std::vector<StepStamps> steps() const;

 private:
  static constexpr std::size_t kKept = 10;

  struct Kept {
    double ticks_per_bar;
    StepStamps step;
  };

  void insert(const StepStamps& step, double ticks_per_bar) noexcept;

  std::array<Kept, kKept> kept_{};  // descending
  std::size_t count_ = 0;
};

}  // namespace barometer::latency
