// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/ema.hpp>

namespace barometer {

// Moving average convergence/divergence: the fast less the slow exponential average of the values,
// and an exponential average of that line, the signal (G. Appel, Technical Analysis: Power Tools
// for Active Investors, 2005). Each average starts from its own plain mean, the signal's first
// value being the first at which both others are known. (TA-Lib instead starts the fast average
// later, together with the slow one: its first values differ a little.)
class Macd {
 public:
  // Throws std::invalid_argument when a window is < 1 or fast >= slow.
  Macd(std::int64_t fast, std::int64_t slow, std::int64_t signal)
      : fast_(fast), slow_(slow), signal_(signal) {
    if (fast >= slow) {
      throw std::invalid_argument("the fast window must be shorter than the slow one");
    }
  }

  void update(double value) {
    fast_.update(value);
    slow_.update(value);
    if (slow_.ready()) {
      signal_.update(line());
    }
  }

  // Line and signal are both known.
  bool ready() const { return signal_.ready(); }

  // In the unit of the values; NaN before `slow` of them.
  double line() const { return fast_.value() - slow_.value(); }

  double signal() const { return signal_.value(); }

  double histogram() const { return line() - signal(); }

  // The number of updates until ready().
  std::int64_t warmup() const { return slow_.warmup() + signal_.warmup() - 1; }

  void state(auto& archive) { archive(fast_, slow_, signal_); }

 private:
  Ema fast_;
  Ema slow_;
  Ema signal_;
};

}  // namespace barometer
