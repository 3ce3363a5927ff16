// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/ema.hpp>

#include <algorithm>

namespace barometer {

// Average true range in price units: Wilder's mean over n bars of the largest of high - low,
// |high - previous close| and |low - previous close|; the first bar, which has no previous close,
// counts with high - low (Wilder 1978, section III). NaN before n bars.
class Atr {
 public:
  // Throws std::invalid_argument when window < 1.
  explicit Atr(std::int64_t window) : mean_(window) {}

  void update(double high, double low, double close) {
    const double top = seen_ ? std::max(high, last_close_) : high;
    const double bottom = seen_ ? std::min(low, last_close_) : low;
    mean_.update(top - bottom);
    last_close_ = close;
    seen_ = true;
  }

  bool ready() const { return mean_.ready(); }

  double value() const { return mean_.value(); }

  // The number of updates until ready().
  std::int64_t warmup() const { return mean_.warmup(); }

  void state(auto& archive) { archive(mean_, last_close_, seen_); }

 private:
  WilderMean mean_;
  double last_close_ = 0;
  bool seen_ = false;
};

}  // namespace barometer
