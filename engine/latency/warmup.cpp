// SPDX-License-Identifier: Apache-2.0
#include "latency/warmup.hpp"

#include <algorithm>
#include <cmath>

namespace barometer::latency {

std::int64_t warmup_cap(std::int64_t steps) {
  constexpr std::int64_t kLeast = 1'024;
  constexpr std::int64_t kMost = 4'000;
  return std::max(kLeast, std::min(steps / 5, kMost));
}

bool WarmupDetector::add_block(double median_ns) noexcept {
  medians_[blocks_ % kBlocks] = median_ns;
  ++blocks_;
  warm_ = warm_ || (blocks_ >= kBlocks && last_blocks_agree());
  return warm_;
}

bool WarmupDetector::last_blocks_agree() const noexcept {
  constexpr double kBand = 0.05;
  constexpr std::ptrdiff_t kEnough = 6;
  std::array<double, kBlocks> sorted = medians_;
  std::sort(sorted.begin(), sorted.end());
  const double centre = 0.5 * (sorted[kBlocks / 2 - 1] + sorted[kBlocks / 2]);
  const auto near = [&](double median) { return std::abs(median - centre) <= kBand * centre; };
  return std::count_if(sorted.begin(), sorted.end(), near) >= kEnough;
}

}  // namespace barometer::latency
