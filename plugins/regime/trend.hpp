// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <optional>

#include "dimensions.hpp"
#include "id_run.hpp"
#include "path_window.hpp"
#include "trend_bands.hpp"

namespace barometer::regime {

struct TrendTags {
  std::int8_t id = BM_TAG_UNKNOWN;
  std::int64_t onset = -1;
  float z = kUnknownScalar;
  float strength = kUnknownScalar;
  float efficiency = kUnknownScalar;
  float duration = kUnknownScalar;
  float acceleration = kUnknownScalar;
};

// The trend family: one log return in, one set of tags out. Only what somebody reads is computed.
class TrendFamily {
 public:
  TrendFamily(const TrendSettings& settings, const Wanted& wanted)
      : wants_id_(wanted.any({kTrend, kTrendDuration})),
        wants_z_(wanted.any({kTrendZ})),
        wants_strength_(wanted.any({kTrendStrength})),
        wants_efficiency_(wanted.any({kTrendEfficiency})),
        wants_acceleration_(wanted.any({kTrendAcceleration})),
        wants_sums_(wants_id_ || wants_z_ || wants_efficiency_ || wants_acceleration_),
        root_window_(std::sqrt(static_cast<double>(settings.window))),
        bands_(settings),
        run_(settings.confirm),
        window_(settings.window, {wants_sums_, wants_strength_ || wants_acceleration_}),
        late_(settings.window / 2, {false, wants_acceleration_}) {}

  bool wanted() const { return wants_sums_ || wants_strength_; }

  // The first bar of a path: a point of the line, but no return yet.
  void start() {
    bands_.clear();
    run_.clear();
    window_.clear();
    late_.clear();
    add(0);
    tags_ = {};
  }

  // The log return of a good bar, and the bar's index.
  void update(double log_return, std::int64_t bar) {
    tags_ = {};
    add(log_return);
    if (wants_strength_ && window_.has_points()) {
      tags_.strength = static_cast<float>(window_.line().r_squared());
    }
    if (wants_sums_) {
      judge_window(bar);
    }
  }

  // Of the last start() or update().
  const TrendTags& tags() const { return tags_; }

  void state(auto& archive) { archive(bands_, run_, window_, late_); }

 private:
  void add(double log_return) {
    window_.update(log_return);
    if (wants_acceleration_) {
      late_.update(log_return);
    }
  }

  // What is measured against the returns of the window: nothing when the price is constant.
  void judge_window(std::int64_t bar) {
    const double squares = window_.has_returns() ? window_.squares() : 0;
    if (!(squares > 0)) {
      bands_.clear();
      run_.clear();
      return;
    }
    const double distance = window_.distance();
    set_scalars(distance, squares);
    if (wants_id_) {
      run_.update(bands_.update(distance, squares, bar), bands_);
      tags_.id = run_.id();
      tags_.onset = run_.onset();
      tags_.duration = run_.bars();
    }
  }

  void set_scalars(double distance, double squares) {
    if (wants_z_) {
      tags_.z = static_cast<float>(distance / std::sqrt(squares));
    }
    if (wants_acceleration_) {
      tags_.acceleration = static_cast<float>((late_.line().slope() - window_.line().slope()) *
                                              root_window_ / std::sqrt(squares));
    }
    if (wants_efficiency_) {
      tags_.efficiency = static_cast<float>(std::min(1.0, std::fabs(distance) / window_.length()));
    }
  }

  bool wants_id_;
  bool wants_z_;
  bool wants_strength_;
  bool wants_efficiency_;
  bool wants_acceleration_;
  bool wants_sums_;
  double root_window_;
  TrendBands bands_;
  ConfirmedId run_;
  PathWindow window_;
  PathWindow late_;  // the younger half of the window
  TrendTags tags_;
};

}  // namespace barometer::regime
