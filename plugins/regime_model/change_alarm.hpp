// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/regime_tagger.hpp>

#include <cmath>

#include "change_points.hpp"

namespace barometer::regime_model {

struct AlarmSettings {
  std::int64_t burn_in = 0;  // returns that set the unit of measure
  std::int64_t recent = 0;   // bars: "a change within the last so many"
  ChangePointSettings detector;
};

struct AlarmTags {
  float probability = kUnknownScalar;
  float run_length = kUnknownScalar;
};

// Change points of a symbol's returns. The first `burn_in` of them set the unit in which all later
// ones are measured, so that one prior serves every symbol; then the detector starts, and while it
// has seen fewer than `recent` returns it cannot tell a change from its own beginning: unknown.
class ChangeAlarm {
 public:
  explicit ChangeAlarm(const AlarmSettings& settings)
      : settings_(settings), detector_(settings.detector) {}

  void update(double log_return) {
    ++seen_;
    if (unit_ == 0) {
      squares_ += log_return * log_return;
      if (seen_ >= settings_.burn_in && squares_ > 0) {
        unit_ = std::sqrt(squares_ / static_cast<double>(seen_));
        seen_ = 0;
      }
      return;
    }
    detector_.update(log_return / unit_);
  }

  AlarmTags tags() const {
    if (unit_ == 0 || seen_ < settings_.recent) {
      return {};
    }
    return {static_cast<float>(detector_.probability_below(settings_.recent)),
            static_cast<float>(detector_.most_probable())};
  }

  void clear() {
    detector_.clear();
    squares_ = unit_ = 0;
    seen_ = 0;
  }

  void state(auto& archive) { archive(detector_, squares_, unit_, seen_); }

 private:
  AlarmSettings settings_;
  ChangePoints detector_;
  double squares_ = 0;     // of the returns that set the unit
  double unit_ = 0;        // 0: not yet
  std::int64_t seen_ = 0;  // returns that set the unit; then returns that the detector has seen
};

}  // namespace barometer::regime_model
