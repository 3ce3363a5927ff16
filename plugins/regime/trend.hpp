// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_line.hpp>
#include <barometer/sdk/indicators/rolling_sum.hpp>

#include <cmath>
#include <optional>

#include "dimensions.hpp"
#include "id_run.hpp"
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
        root_window_(std::sqrt(static_cast<double>(settings.window))),
        bands_(settings),
        run_(settings.confirm) {
    const bool accelerates = wanted.any({kTrendAcceleration});
    if (wants_id_ || wants_z_ || wanted.any({kTrendEfficiency})) {
      distance_.emplace(settings.window);
    }
    if (wants_id_ || wants_z_ || accelerates) {
      squares_.emplace(settings.window);
    }
    if (wanted.any({kTrendEfficiency})) {
      path_.emplace(settings.window);
    }
    if (wants_strength_ || accelerates) {
      line_.emplace(settings.window);
    }
    if (accelerates) {
      late_line_.emplace(settings.window / 2);
    }
  }

  // The first bar of a path: a point of the line, but no return yet.
  void start() {
    clear_parts();
    update_lines(0);
    tags_ = {};
  }

  // The log return of a good bar, and the bar's index.
  void update(double log_return, std::int64_t bar) {
    tags_ = {};
    update_sums(log_return);
    update_lines(log_return);
    if (line_ && line_->ready()) {
      fit_ = line_->fit();
      if (wants_strength_) {
        tags_.strength = static_cast<float>(fit_.r_squared());
      }
    }
    if (path_ && path_->ready()) {
      set_efficiency();
    }
    if (squares_) {
      judge_window(bar);
    }
  }

  // Of the last start() or update().
  const TrendTags& tags() const { return tags_; }

  void state(auto& archive) {
    archive(bands_, run_);
    const auto if_made = [&archive](auto& part) {
      if (part) {
        archive(*part);
      }
    };
    if_made(distance_);
    if_made(squares_);
    if_made(path_);
    if_made(line_);
    if_made(late_line_);
  }

 private:
  void update_sums(double log_return) {
    if (distance_) {
      distance_->update(log_return);
    }
    if (squares_) {
      squares_->update(log_return * log_return);
    }
    if (path_) {
      path_->update(std::fabs(log_return));
    }
  }

  void update_lines(double log_return) {
    if (line_) {
      line_->update(log_return);
    }
    if (late_line_) {
      late_line_->update(log_return);
    }
  }

  void set_efficiency() {
    const double path = path_->value();
    if (path > 0) {
      tags_.efficiency = static_cast<float>(std::min(1.0, std::fabs(distance_->value()) / path));
    }
  }

  // What is measured against the squared returns of the window: nothing when the price is constant.
  void judge_window(std::int64_t bar) {
    const double squares = squares_->ready() ? squares_->value() : 0;
    if (!(squares > 0)) {
      bands_.clear();
      run_.clear();
      return;
    }
    if (wants_z_) {
      tags_.z = static_cast<float>(distance_->value() / std::sqrt(squares));
    }
    if (late_line_) {
      tags_.acceleration = static_cast<float>((late_line_->fit().slope() - fit_.slope()) *
                                              root_window_ / std::sqrt(squares));
    }
    if (wants_id_) {
      run_.update(bands_.update(distance_->value(), squares, bar), bands_);
      tags_.id = run_.id();
      tags_.onset = run_.onset();
      tags_.duration = run_.bars();
    }
  }

  void clear_parts() {
    bands_.clear();
    run_.clear();
    const auto clear = [](auto& part) {
      if (part) {
        part->clear();
      }
    };
    clear(distance_);
    clear(squares_);
    clear(path_);
    clear(line_);
    clear(late_line_);
  }

  bool wants_id_;
  bool wants_z_;
  bool wants_strength_;
  double root_window_;
  TrendBands bands_;
  ConfirmedId run_;
  std::optional<RollingSum> distance_;  // returns
  std::optional<RollingSum> squares_;   // squared returns
  std::optional<RollingSum> path_;      // absolute returns
  std::optional<RollingLine> line_;
  std::optional<RollingLine> late_line_;  // over the younger half of the window
  LineFit fit_{};                         // of line_ at the present bar
  TrendTags tags_;
};

}  // namespace barometer::regime
