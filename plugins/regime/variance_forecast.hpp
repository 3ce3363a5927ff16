// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>
#include <cstdint>

namespace barometer::regime_plugin {

// Returns before the forecast is known: a month of daily bars.
inline constexpr std::int64_t kForecastWarmup = 22;

// The variance expected of the next return: means of squared returns with exponential weights, of
// average ages 2, 4, ... 1024 bars, each weighing 1 - ln(age) / ln(6000). Volatility clusters on
// many scales at once, and its memory fades like a logarithm (G. Zumbach 2006, "The RiskMetrics
// 2006 methodology", with ages 4 to 512 and 1560). Nothing is fitted, so that no spike can spoil
// it.
class VarianceForecast {
 public:
  // After `still_bars` returns of exactly 0 in a row nothing is expected until the price moves.
  explicit VarianceForecast(std::int64_t still_bars) : still_bars_(still_bars) {
    double age = 1;
    double sum = 0;
    for (std::size_t i = 0; i < kScales; ++i) {
      age *= 2;
      decay_[i] = std::exp(-1 / age);
      weight_[i] = 1 - std::log(age) / std::log(kLongestMemory);
      sum += weight_[i];
    }
    for (double& weight : weight_) {
      weight /= sum;
    }
    clear();
  }

  // A squared return, and the length of its bar in whole bars.
  void update(double square, double length) {
    ++count_;
    still_ = square > 0 ? 0 : still_ + 1;
    for (std::size_t i = 0; i < kScales; ++i) {
      sum_[i] = decay_[i] * sum_[i] + (1 - decay_[i]) * square;
      length_[i] = decay_[i] * length_[i] + (1 - decay_[i]) * length;
    }
  }

  // Of the return of a whole bar; NaN before kForecastWarmup returns, and where the price stands
  // still.
  double value() const {
    if (count_ < kForecastWarmup || still_ >= still_bars_) {
      return std::nan("");
    }
    double sum = 0;
    for (std::size_t i = 0; i < kScales; ++i) {
      sum += weight_[i] * (sum_[i] / length_[i]);
    }
    return sum;
  }

  void clear() {
    sum_.fill(0);
    length_.fill(0);
    count_ = 0;
    still_ = still_bars_;
  }

  void state(auto& archive) { archive(sum_, length_, count_, still_); }

 private:
  static constexpr std::size_t kScales = 10;
  static constexpr double kLongestMemory = 6000;  // bars

  std::array<double, kScales> decay_;
  std::array<double, kScales> weight_;  // they sum to 1
  std::array<double, kScales> sum_;     // of squares, weighted; over the next they are means
  std::array<double, kScales> length_;  // of bars, with the same weights
  std::int64_t still_bars_;
  std::int64_t count_ = 0;
  std::int64_t still_ = 0;  // returns of 0 in a row; still_bars_ before the first other one
};

}  // namespace barometer::regime_plugin
