// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_fold.hpp>

#include <cmath>

namespace barometer {

// Mean and sum of squared deviations of a run of values. Never subtracts sums of squares, so
// prices near 50,000 do no harm (Welford 1962; joined as in Chan, Golub & LeVeque 1979).
struct MomentFold {
  struct Summary {
    double mean = 0;
    double deviation = 0;  // sum of (value - mean)^2

    void state(auto& archive) { archive(mean, deviation); }
  };

  static Summary start(double value) { return {value, 0}; }

  static void append(Summary& run, double length, double value) {
    run = join(run, length, start(value), 1);
  }

  static void prepend(Summary& first, const Summary& rest, double rest_length) {
    first = join(first, 1, rest, rest_length);
  }

  static Summary join(const Summary& a, double a_length, const Summary& b, double b_length) {
    const double apart = b.mean - a.mean;
    const double share = b_length / (a_length + b_length);
    return {a.mean + share * apart, a.deviation + b.deviation + share * a_length * apart * apart};
  }
};

// How many standard deviations (of the population: divisor n) the newest value lies above the mean
// of the last n, itself among them. NaN before n values, and when they are all equal.
class ZScore {
 public:
  // Throws std::invalid_argument when window < 2.
  explicit ZScore(std::int64_t window)
      : moments_(static_cast<std::int64_t>(checked_window(window, 2))) {}

  void update(double value) {
    moments_.update(value);
    last_ = value;
  }

  bool ready() const { return moments_.ready(); }

  double value() const {
    if (!ready()) {
      return kNotKnown;
    }
    const MomentFold::Summary all = moments_.value();
    const double variance = all.deviation / static_cast<double>(moments_.window());
    return variance > 0 ? (last_ - all.mean) / std::sqrt(variance) : kNotKnown;
  }

  // The number of updates until ready().
  std::int64_t warmup() const { return moments_.warmup(); }

  void state(auto& archive) { archive(moments_, last_); }

 private:
  RollingFold<MomentFold> moments_;
  double last_ = 0;
};

}  // namespace barometer
