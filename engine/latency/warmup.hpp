// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

// When a run stops being cold. Its first steps pay for page faults, cold caches and branch
// predictors that have learnt nothing yet; averaging them with the rest is how a warm-up gets
// reported as a regression.

namespace barometer::latency {

inline constexpr std::int64_t kBlockSteps = 64;
// A run with fewer steps reports its figures but proves nothing.
inline constexpr std::int64_t kVerifiedSteps = 2'048;

// Steps after which a run of `steps` counts as steady even if it never settled:
// max(1024, min(20 % of the steps, 4000)).
std::int64_t warmup_cap(std::int64_t steps);

// Warm when at least 6 of the last 8 block medians lie within 5 % of their common median.
class WarmupDetector {
 public:
  // The median per-bar time of the next block of kBlockSteps steps; returns warm().
  bool add_block(double median_ns) noexcept;

  bool warm() const noexcept { return warm_; }

 private:
  static constexpr std::size_t kBlocks = 8;

  bool last_blocks_agree() const noexcept;

  std::array<double, kBlocks> medians_{};
  std::size_t blocks_ = 0;
  bool warm_ = false;
};

}  // namespace barometer::latency
