// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/ema.hpp>

namespace barometer {

// Relative strength index, 0..100: 100 * up / (up + down), up and down being Wilder's means of the
// rises and falls of n changes (Wilder 1978, section VI). NaN before n + 1 values, and while
// nothing has moved.
class Rsi {
 public:
  // Throws std::invalid_argument when window < 1.
  explicit Rsi(std::int64_t window) : up_(window), down_(window) {}

  void update(double value) {
    if (seen_) {
      const double change = value - last_;
      up_.update(change > 0 ? change : 0);
      down_.update(change < 0 ? -change : 0);
    }
    last_ = value;
    seen_ = true;
  }

  bool ready() const { return up_.ready(); }

  double value() const {
    const double moved = up_.value() + down_.value();
    return moved > 0 ? 100.0 * up_.value() / moved : kNotKnown;
  }

  // The number of updates until ready().
  std::int64_t warmup() const { return up_.warmup() + 1; }

  void state(auto& archive) { archive(up_, down_, last_, seen_); }

 private:
  WilderMean up_;
  WilderMean down_;
  double last_ = 0;
  bool seen_ = false;
};

}  // namespace barometer
