// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_fold.hpp>

namespace barometer {

// On-balance volume, in units of volume: 0 at the first bar, then plus the bar's volume where the
// close has risen, minus it where it has fallen (J. Granville, New Key to Stock Market Profits,
// 1963). Only its changes mean anything. NaN before the first bar.
class Obv {
 public:
  void update(double close, double volume) {
    if (seen_) {
      total_ += close > last_close_ ? volume : close < last_close_ ? -volume : 0;
    }
    last_close_ = close;
    seen_ = true;
  }

  bool ready() const { return seen_; }

  double value() const { return seen_ ? total_ : kNotKnown; }

  // The number of updates until ready().
  std::int64_t warmup() const { return 1; }

  void state(auto& archive) { archive(total_, last_close_, seen_); }

 private:
  double total_ = 0;
  double last_close_ = 0;
  bool seen_ = false;
};

}  // namespace barometer
