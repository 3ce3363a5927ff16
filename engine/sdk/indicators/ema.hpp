// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_fold.hpp>

namespace barometer {

// Exponentially smoothed mean that starts from the plain mean of the first n values; NaN before.
// Values must be finite: the weight of a value fades and never becomes 0.
class SmoothedMean {
 public:
  // `weight` of a new value, 0..1. Throws std::invalid_argument when window < 1.
  SmoothedMean(std::int64_t window, double weight)
      : window_(static_cast<std::int64_t>(checked_window(window))), weight_(weight) {}

  void update(double value) {
    if (count_ >= window_) {
      mean_ += weight_ * (value - mean_);
      return;
    }
    sum_ += value;
    if (++count_ == window_) {
      mean_ = sum_ / static_cast<double>(window_);
    }
  }

  bool ready() const { return count_ >= window_; }

  double value() const { return ready() ? mean_ : kNotKnown; }

  // The number of updates until ready().
  std::int64_t warmup() const { return window_; }

  void state(auto& archive) { archive(count_, sum_, mean_); }

 private:
  std::int64_t window_;
  double weight_;
  std::int64_t count_ = 0;
  double sum_ = 0;
  double mean_ = 0;
};

// Exponential moving average, weight 2 / (n + 1), started from the mean of the first n values as
// TA-Lib and the chart vendors do.
class Ema : public SmoothedMean {
 public:
  // Throws std::invalid_argument when window < 1.
  explicit Ema(std::int64_t window)
      : SmoothedMean(window, 2.0 / (static_cast<double>(window) + 1.0)) {}
};

// Wilder's smoothing, weight 1 / n (J. W. Wilder, New Concepts in Technical Trading Systems, 1978).
class WilderMean : public SmoothedMean {
 public:
  // Throws std::invalid_argument when window < 1.
  explicit WilderMean(std::int64_t window)
      : SmoothedMean(window, 1.0 / static_cast<double>(window)) {}
};

}  // namespace barometer
