// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/atr.hpp>

namespace barometer {

// Keltner channel in the form of L. B. Raschke: exponential average of n closes, and `width` times
// Wilder's average true range over m bars above and below it (chart vendors' "Keltner channels",
// usually n = 20, m = 10, width 2). NaN before the longer window is full.
class Keltner {
 public:
  // Throws std::invalid_argument when a window is < 1.
  Keltner(std::int64_t ema_window, std::int64_t atr_window, double width)
      : middle_(ema_window), range_(atr_window), width_(width) {}

  void update(double high, double low, double close) {
    middle_.update(close);
    range_.update(high, low, close);
  }

  bool ready() const { return middle_.ready() && range_.ready(); }

  double middle() const { return middle_.value(); }

  double upper() const { return middle() + width_ * range_.value(); }

  double lower() const { return middle() - width_ * range_.value(); }

  // The number of updates until ready().
  std::int64_t warmup() const { return std::max(middle_.warmup(), range_.warmup()); }

  void state(auto& archive) { archive(middle_, range_); }

 private:
  Ema middle_;
  Atr range_;
  double width_;
};

}  // namespace barometer
