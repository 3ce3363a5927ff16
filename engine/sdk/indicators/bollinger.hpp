// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/z_score.hpp>

namespace barometer {

// Bollinger bands: mean of the last n values, and `width` standard deviations of the population
// (divisor n) above and below it (J. Bollinger, Bollinger on Bollinger Bands, 2001). NaN before n
// values.
class Bollinger {
 public:
  // `width` in standard deviations, usually 2. Throws std::invalid_argument when window < 2.
  Bollinger(std::int64_t window, double width)
      : moments_(static_cast<std::int64_t>(checked_window(window, 2))), width_(width) {}

  void update(double value) { moments_.update(value); }

  bool ready() const { return moments_.ready(); }

  double middle() const { return ready() ? moments_.value().mean : kNotKnown; }

  // One standard deviation.
  double deviation() const {
    return ready() ? std::sqrt(moments_.value().deviation / static_cast<double>(moments_.window()))
                   : kNotKnown;
  }

  double upper() const { return middle() + width_ * deviation(); }

  double lower() const { return middle() - width_ * deviation(); }

  // The number of updates until ready().
  std::int64_t warmup() const { return moments_.warmup(); }

  void state(auto& archive) { archive(moments_); }

 private:
  RollingFold<MomentFold> moments_;
  double width_;
};

}  // namespace barometer
