// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

namespace barometer::data {

// Units after a split for units before it, as a fraction: 7 for 1, 3 for 2, 1 for 3. Units are
// multiplied and then divided, so that a split of 1:3 turns nine units into three and a price of
// 100 into 300, to the bit.
class SplitRatio {
 public:
  // No split.
  SplitRatio() = default;

  // `ratio` > 0: the fraction of a denominator up to 100 that is this number, where there is one.
  SplitRatio(double ratio) : after_(ratio) {  // NOLINT(google-explicit-constructor)
    constexpr int kLargestDenominator = 100;
    for (int before = 1; before <= kLargestDenominator; ++before) {
      const double after = std::nearbyint(ratio * before);
      if (after > 0 && after / before == ratio) {
        after_ = after;
        before_ = before;
        return;
      }
    }
  }

  // Both above 0.
  SplitRatio(double after, double before) : after_(after), before_(before) {}

  double value() const { return after_ / before_; }

  // Units after the split, and a price in units of the first bar.
  double multiply(double value) const { return value * after_ / before_; }

  // A price after the split.
  double divide(double value) const { return value * before_ / after_; }

  SplitRatio inverse() const { return {before_, after_}; }

  // One split after the other.
  SplitRatio& operator*=(const SplitRatio& next) {
    after_ *= next.after_;
    before_ *= next.before_;
    return *this;
  }

  friend bool operator==(const SplitRatio& a, const SplitRatio& b) {
    return a.after_ * b.before_ == b.after_ * a.before_;
  }

 private:
  double after_ = 1;
  double before_ = 1;
};

}  // namespace barometer::data
