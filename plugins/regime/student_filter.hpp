// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>

#include "settings.hpp"

namespace barometer::regime_plugin {

// Student's t with `freedom` degrees of freedom, an odd number: densities are roots and powers.
struct StudentShape {
  int freedom;
  double median;  // of abs(t)
  double peak;    // density at 0

  constexpr int exponent() const { return (freedom + 1) / 2; }
};

inline constexpr StudentShape kFatTails{5, 0.72668684380042265, 0.37960668982249443};
inline constexpr StudentShape kThinTails{63, 0.67840396105785756, 0.39736237923791662};

// Variance of one state: an exponentially forgetting mean of squares, shrunk to a prior.
class LearntVariance {
 public:
  // The variance where `prior` weighs as much as `bars` bars.
  double with(double prior, double bars) const { return (sum_ + bars * prior) / (bars_ + bars); }

  // Takes a bar that belongs to the state with this probability.
  void update(double decay, double probability, double square) {
    sum_ = decay * sum_ + probability * square;
    bars_ = decay * bars_ + probability;
  }

  void state(auto& archive) { archive(sum_, bars_); }

 private:
  double sum_ = 0;
  double bars_ = 0;
};

// The probability of the wild one of two states after each bar (Hamilton 1989), with Student-t
// densities of one shape and both levels learnt on the way by expectation-maximisation with
// forgetting. docs/regimes.md, rule `robust`, B.
template <const StudentShape& kShape>
class StudentFilter {
 public:
  explicit StudentFilter(const RobustSettings& settings)
      : to_quiet_(1 / settings.wild_bars),
        to_wild_(1 / settings.quiet_bars),
        prior_ratio_(settings.wild_ratio * settings.wild_ratio),
        decay_(std::exp2(-1 / settings.memory_bars)),
        start_(settings.wild_bars / (settings.quiet_bars + settings.wild_bars)),
        wild_(start_) {}

  // A bar's squared return, and the median of absolute returns. REQUIRES: median > 0.
  void update(double square, double median) {
    const double base = median * median * (1 / (kShape.median * kShape.median));
    const double quiet =
        std::clamp(quiet_level_.with(base, kQuietPrior), kLeast * base, kMost * base);
    const double wild =
        std::max(wild_level_.with(prior_ratio_ * quiet, kWildPrior), kLeastRatio * quiet);
    const double seen = std::min(square, kFarthest * quiet);
    follow(seen / quiet, seen / wild, quiet / wild, std::sqrt(quiet));
    quiet_level_.update(decay_, 1 - wild_, weight(seen / quiet) * seen);
    wild_level_.update(decay_, wild_, weight(seen / wild) * seen);
  }

  // Probability of the wild state, this bar seen.
  double wild() const { return wild_; }

  // Density of this bar's return before it was seen.
  double likelihood() const { return likelihood_; }

  void clear() {
    quiet_level_ = wild_level_ = {};
    wild_ = start_;
  }

  void state(auto& archive) { archive(quiet_level_, wild_level_, wild_); }

 private:
  static constexpr double kFreedom = kShape.freedom;
  static constexpr double kQuietPrior = 50;  // bars
  static constexpr double kWildPrior = 100;
  static constexpr double kLeast = 0.75 * 0.75;  // variances over that which the median suggests
  static constexpr double kMost = 1.35 * 1.35;
  static constexpr double kLeastRatio = 1.3 * 1.3;  // wild over quiet variance
  static constexpr double kFarthest = 1e8;          // the 32nd power of more could overflow

  static double power(double base) {
    double result = 1;
    for (int exponent = kShape.exponent(); exponent > 0; exponent /= 2, base *= base) {
      result = exponent % 2 == 1 ? result * base : result;
    }
    return result;
  }

  // Weight of a squared return when a variance is learnt; outliers weigh less.
  static double weight(double square) { return (kFreedom + 1) / (kFreedom + square); }

  // The bar's square in units of either variance, their ratio, and the quiet deviation.
  void follow(double by_quiet, double by_wild, double quiet_over_wild, double deviation) {
    const double quiet_tail = 1 + by_quiet / kFreedom;
    const double wild_tail = 1 + by_wild / kFreedom;
    const double odds = power(quiet_tail / wild_tail) * std::sqrt(quiet_over_wild);
    const double predicted = wild_ * (1 - to_quiet_) + (1 - wild_) * to_wild_;
    const double mixed = (1 - predicted) + predicted * odds;
    wild_ = predicted * odds / mixed;
    likelihood_ = kShape.peak * mixed / (power(quiet_tail) * deviation);
  }

  double to_quiet_;  // chances of a change at a bar
  double to_wild_;
  double prior_ratio_;  // wild over quiet variance
  double decay_;
  double start_;
  double wild_;
  double likelihood_ = 0;
  LearntVariance quiet_level_;
  LearntVariance wild_level_;
};

}  // namespace barometer::regime_plugin
