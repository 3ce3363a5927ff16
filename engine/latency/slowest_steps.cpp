// SPDX-License-Identifier: Apache-2.0
#include "latency/slowest_steps.hpp"

#include <algorithm>

namespace barometer::latency {

void SlowestSteps::insert(const StepStamps& step, double ticks_per_bar) noexcept {
  count_ = std::min(count_ + 1, kKept);
  std::size_t at = count_ - 1;
  for (; at > 0 && kept_[at - 1].ticks_per_bar < ticks_per_bar; --at) {
    kept_[at] = kept_[at - 1];
  }
  kept_[at] = {ticks_per_bar, step};
}

std::vector<StepStamps> SlowestSteps::steps() const {
  std::vector<StepStamps> steps;
  for (std::size_t i = 0; i < count_; ++i) {
    steps.push_back(kept_[i].step);
  }
  return steps;
}

}  // namespace barometer::latency
