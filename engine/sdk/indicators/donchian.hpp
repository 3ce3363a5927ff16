// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_extreme.hpp>

namespace barometer {

// Donchian channel: highest high and lowest low of the last n bars, the newest among them, and the
// middle between the two (R. Donchian's four-week rule; Kaufman, Trading Systems and Methods). NaN
// before n bars.
class Donchian {
 public:
  // Throws std::invalid_argument when window < 1.
  explicit Donchian(std::int64_t window) : upper_(window), lower_(window) {}

  void update(double high, double low) {
    upper_.update(high);
    lower_.update(low);
  }

  bool ready() const { return upper_.ready(); }

  double upper() const { return upper_.value(); }

  double lower() const { return lower_.value(); }

  double middle() const { return 0.5 * (upper() + lower()); }

  // The number of updates until ready().
  std::int64_t warmup() const { return upper_.warmup(); }

  void state(auto& archive) { archive(upper_, lower_); }

 private:
  RollingMax upper_;
  RollingMin lower_;
};

}  // namespace barometer
