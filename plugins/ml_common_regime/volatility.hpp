// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "window.hpp"

namespace barometer::ml_common {

inline constexpr std::size_t kBarsPerDay = 24;  // the module's day, whatever the bar size
inline constexpr std::size_t kHistory = 192;    // closes that the module wants to see

struct VolatilityTags {
  std::int8_t label = 0;  // 0..3
  double percentile = 0;  // 0..100
  std::int64_t duration = 0;
  double stability = 0;  // 0..1
};

// The module's volatility numbers, as docs/regimes.md ("Moving over") defines them. The module
// looks back in strides of 6 returns; so history is kept in 6 columns, one for each remainder of
// the bar number, and every look back is a walk through one of them.
class VolatilityFamily {
 public:
  // The log return of one more bar.
  VolatilityTags update(double log_return) {
    squares_.push(log_return * log_return);
    const double volatility = daily_volatility();
    const std::int8_t label = label_of(volatility);
    Column& column = columns_[phase_];
    const VolatilityTags tags{label, percentile(volatility, column),
                              std::min(streak_.update(label), kLongestStreak),
                              column.stability(label)};
    column.push(volatility, label);
    phase_ = phase_ + 1 == kStride ? 0 : phase_ + 1;
    return tags;
  }

  void state(auto& archive) {
    archive(squares_, streak_, phase_);
    for (Column& column : columns_) {
      archive(column);
    }
    if (phase_ >= kStride) {
      throw std::invalid_argument("the saved state does not belong to this tagger");
    }
  }

 private:
  static constexpr std::size_t kStride = 6;    // returns
  static constexpr std::size_t kWindows = 25;  // compared by the percentile, window 0 among them
  static constexpr std::size_t kSamples = 12;  // labels in the stability
  static constexpr std::int64_t kLongestStreak = 167;      // min(returns - 24, 168)
  static constexpr std::array kLevels{0.015, 0.03, 0.05};  // fraction per day

  // What came 6, 12, 18, ... returns ago.
  struct Column {
    Window<kWindows - 1> volatilities;
    std::array<std::int8_t, kSamples - 1> labels{};  // youngest first

    double stability(std::int8_t label) const {
      int same = labels[0] == label;
      for (std::size_t i = 1; i < labels.size(); ++i) {
        same += labels[i] == labels[i - 1];
      }
      return same / static_cast<double>(kSamples - 1);
    }

    void push(double volatility, std::int8_t label) {
      volatilities.push(volatility);
      std::copy_backward(labels.begin(), labels.end() - 1, labels.end());
      labels[0] = label;
    }

    void state(auto& archive) { archive(volatilities, labels); }
  };

  double daily_volatility() const {
    double sum = 0;
    for (const double square : squares_.values()) {
      sum += square;
    }
    return std::sqrt(sum);
  }

  static std::int8_t label_of(double volatility) {
    return static_cast<std::int8_t>(std::upper_bound(kLevels.begin(), kLevels.end(), volatility) -
                                    kLevels.begin());
  }

  // The module's window 0 is the current one in name only: its slice is empty, which counts as 0.
  static double percentile(double volatility, const Column& column) {
    int below = volatility > 0;
    for (const double past : column.volatilities.values()) {
      below += past < volatility;
    }
    return below / static_cast<double>(kWindows) * 100;
  }

  Window<kBarsPerDay> squares_;
  std::array<Column, kStride> columns_;
  LabelStreak streak_;
  std::uint64_t phase_ = 0;
};

}  // namespace barometer::ml_common
