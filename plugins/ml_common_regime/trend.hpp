// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "volatility.hpp"
#include "window.hpp"

namespace barometer::ml_common {

struct TrendTags {
  std::int8_t label = 0;  // -2..2
  double strength = 0;    // 0..1
  std::int64_t duration = 0;
  double acceleration = 0;  // price units per bar
};

// The module's trend numbers, as docs/regimes.md ("Moving over") defines them. All sums are taken
// afresh over at most 24 prices, measured from the window's first, so that rounding cannot drift
// and one bad price is gone when its window has passed.
class TrendFamily {
 public:
  // The close of one more bar. Meaningful from the 24th on.
  TrendTags update(double close) {
    prices_.push(close);
    const auto window = prices_.values();
    const double slope = slope_of(window);
    const std::int8_t label = label_of((window.back() - window.front()) / window.front(), slope);
    return {label, strength(window, slope), std::min(streak_.update(label) - 1, kLongestStreak),
            slope_of(window.last<kBarsPerDay / 2>()) - slope};
  }

  void state(auto& archive) { archive(prices_, streak_); }

 private:
  static constexpr std::int64_t kLongestStreak = 71;  // min(prices - 24, 72) - 1
  static constexpr double kStill = 0.02;              // simple return over the window
  static constexpr double kStrong = 0.05;

  static std::int8_t label_of(double simple_return, double slope) {
    if (std::fabs(simple_return) < kStill) {
      return 0;
    }
    if (simple_return > 0) {
      return simple_return > kStrong && slope > 0 ? 2 : 1;
    }
    return simple_return < -kStrong && slope < 0 ? -2 : -1;
  }

  // Least squares against the bar number: sum of (i - mean i) p over sum of (i - mean i)^2.
  template <std::size_t N>
  static double slope_of(std::span<const double, N> prices) {
    constexpr double kMiddle = (N - 1) / 2.0;
    constexpr double kSpread = N * (N * N - 1.0) / 12;
    double sum = 0;
    for (std::size_t i = 0; i < N; ++i) {
      sum += (static_cast<double>(i) - kMiddle) * (prices[i] - prices[0]);
    }
    return sum / kSpread;
  }

  // 1 - SSE / SST of the line through the first price: without an intercept of its own, so it can
  // be worse than no line at all, which counts as 0.
  static double strength(std::span<const double, kBarsPerDay> prices, double slope) {
    double mean = 0;
    for (const double price : prices) {
      mean += (price - prices[0]) / kBarsPerDay;
    }
    double total = 0;
    double error = 0;
    for (std::size_t i = 0; i < kBarsPerDay; ++i) {
      const double rise = prices[i] - prices[0];
      const double miss = rise - slope * static_cast<double>(i);
      total += (rise - mean) * (rise - mean);
      error += miss * miss;
    }
    return total > 0 ? std::clamp(1 - error / total, 0.0, 1.0) : 0;
  }

  Window<kBarsPerDay> prices_;
  LabelStreak streak_;
};

}  // namespace barometer::ml_common
