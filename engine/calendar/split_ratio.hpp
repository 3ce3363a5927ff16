// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <utility>

namespace barometer::calendar {

// Units after a split for units before it, as a fraction: 7 for 1, 3 for 2, 1 for 3. What it gives
// is the double next to the exact value: a split of 1:3 turns nine units into three and a price of
// 100 into 300.
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
  double multiply(double value) const { return quotient(value, after_, before_); }

  // A price after the split.
  double divide(double value) const { return quotient(value, before_, after_); }

  SplitRatio inverse() const { return {before_, after_}; }

  // One split after the other, in lowest terms: 1 for 3 and then 3 for 1 is no split.
  SplitRatio& operator*=(const SplitRatio& next) {
    after_ *= next.after_;
    before_ *= next.before_;
    reduce();
    return *this;
  }

  friend bool operator==(const SplitRatio& a, const SplitRatio& b) {
    return a.after_ * b.before_ == b.after_ * a.before_;
  }

 private:
  static bool is_even(double value) { return (std::bit_cast<std::uint64_t>(value) & 1) == 0; }

  // The double next to value x times / by, of two the even one: a product and a quotient that are
  // rounded one after the other may lie one beside it, and a bar would miss the price of an order
  // by that. Residuals are exact, as times and by are small whole numbers.
  static double quotient(double value, double times, double by) {
    const double product = value * times;
    const double near = product / by;
    if (by == 1 || !std::isfinite(near) || near == 0) {
      return near;
    }
    const double rest = std::fma(value, times, -product);
    double best = near;
    double least = std::fabs(std::fma(near, by, -product) - rest);
    for (const double beside : {std::nextafter(near, -HUGE_VAL), std::nextafter(near, HUGE_VAL)}) {
      const double error = std::fabs(std::fma(beside, by, -product) - rest);
      best = error < least || (error == least && is_even(beside)) ? beside : best;
      least = std::fmin(error, least);
    }
    return best;
  }

  // Whole numbers alone; Euclid's remainders are exact.
  void reduce() {
    if (after_ != std::nearbyint(after_) || before_ != std::nearbyint(before_)) {
      return;
    }
    double divisor = after_;
    for (double rest = before_; rest != 0;) {
      divisor = std::exchange(rest, std::fmod(divisor, rest));
    }
    after_ /= divisor;
    before_ /= divisor;
  }

  double after_ = 1;
  double before_ = 1;
};

}  // namespace barometer::calendar
