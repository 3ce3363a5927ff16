// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_fold.hpp>

namespace barometer {

// Sums of x_k and of k x_k over a run of values, k = 1, 2, ...
struct WeightedFold {
  struct Summary {
    double sum = 0;
    double weighted = 0;

    void state(auto& archive) { archive(sum, weighted); }
  };

  static Summary start(double value) { return {value, value}; }

  static void append(Summary& run, double length, double value) {
    run = join(run, length, start(value), 1);
  }

  static void prepend(Summary& first, const Summary& rest, double rest_length) {
    first = join(first, 1, rest, rest_length);
  }

  static Summary join(const Summary& a, double a_length, const Summary& b, double) {
    return {a.sum + b.sum, a.weighted + (b.weighted + a_length * b.sum)};
  }
};

// Linearly weighted moving average of the last n values, weights 1 (oldest) to n (newest):
// sum k x_k / (n (n + 1) / 2). NaN before n values. (P. Kaufman, Trading Systems and Methods,
// "linearly weighted moving average"; TA-Lib's and Tulip's WMA.)
class Wma {
 public:
  // Throws std::invalid_argument when window < 1.
  explicit Wma(std::int64_t window)
      : fold_(window),
        weights_(0.5 * static_cast<double>(window) * (static_cast<double>(window) + 1)) {}

  void update(double value) { fold_.update(value); }

  bool ready() const { return fold_.ready(); }

  double value() const { return ready() ? fold_.value().weighted / weights_ : kNotKnown; }

  // The number of updates until ready().
  std::int64_t warmup() const { return fold_.warmup(); }

  void state(auto& archive) { archive(fold_); }

 private:
  RollingFold<WeightedFold> fold_;
  double weights_;  // their sum
};

}  // namespace barometer
