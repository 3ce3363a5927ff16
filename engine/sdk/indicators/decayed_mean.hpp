// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <stdexcept>

namespace barometer {

// Exponentially weighted mean of all values so far: weights lambda^age with lambda = 2^(-1 /
// half_life), divided by their sum, so that it is a mean from the first value on.
class DecayedMean {
 public:
  // Half-life in values. Throws std::invalid_argument unless it is positive.
  explicit DecayedMean(double half_life) : decay_(std::exp2(-1 / half_life)) {
    if (!(half_life > 0)) {
      throw std::invalid_argument("a half-life must be above 0");
    }
  }

  // Returns the mean with `value` in it.
  double update(double value) {
    sum_ = decay_ * sum_ + (1 - decay_) * value;
    if (missing_ < kRounding) [[likely]] {
      return sum_;
    }
    missing_ *= decay_;
    return sum_ / (1 - missing_);
  }

  double decay() const { return decay_; }

  void clear() {
    sum_ = 0;
    missing_ = 1;
  }

  void state(auto& archive) { archive(sum_, missing_); }

 private:
  // Once 1 - missing_ is 1 no correction is left, and multiplying on would reach subnormal numbers,
  // which cost a hundred cycles each.
  static constexpr double kRounding = 0x1p-54;

  double decay_;
  double sum_ = 0;      // weighted values
  double missing_ = 1;  // 1 - sum of the weights
};

}  // namespace barometer
