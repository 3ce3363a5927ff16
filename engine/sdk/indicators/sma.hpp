// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_sum.hpp>

namespace barometer {

// Simple moving average: arithmetic mean of the last n values; NaN before n of them.
class Sma {
 public:
  // Throws std::invalid_argument when window < 1.
  explicit Sma(std::int64_t window) : sum_(window) {}

  void update(double value) { sum_.update(value); }

  bool ready() const { return sum_.ready(); }

  double value() const {
    return sum_.ready() ? sum_.value() / static_cast<double>(sum_.window()) : kNotKnown;
  }

  // The number of updates until ready().
  std::int64_t warmup() const { return sum_.warmup(); }

  void state(auto& archive) { archive(sum_); }

 private:
  RollingSum sum_;
};

}  // namespace barometer
