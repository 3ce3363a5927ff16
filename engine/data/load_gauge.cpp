// SPDX-License-Identifier: Apache-2.0
#include "data/load_gauge.hpp"

#include <algorithm>

namespace barometer::data {

void LoadGauge::add(double work) {
  constexpr double kStep = 0.01;
  const std::lock_guard lock(mutex_);
  done_ += work;
  // Sums of parts of files are rounded: the last one may be a little short of all.
  const double share = done_ > work_ * (1 - 1e-9) ? 1 : std::min(1.0, done_ / work_);
  if (share > told_ && (share - told_ >= kStep || share == 1)) {
    told_ = share;
    tell_(share);
  }
}

}  // namespace barometer::data
