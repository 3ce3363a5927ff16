// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <optional>

#include "dimensions.hpp"
#include "id_run.hpp"
#include "moves.hpp"
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

// The trend family: moves in, tags out. Only what somebody reads is computed.
class TrendFamily {
 public:
  TrendFamily(const TrendSettings& settings, const Wanted& wanted)
      : wants_id_(wanted.any({kTrend, kTrendDuration})),
        wants_z_(wanted.any({kTrendZ})),
        wants_line_(wanted.any({kTrendStrength, kTrendAcceleration})),
        wants_efficiency_(wanted.any({kTrendEfficiency})),
        wants_acceleration_(wanted.any({kTrendAcceleration})),
        wants_sums_(wants_id_ || wants_z_ || wants_efficiency_ || wants_acceleration_),
        root_window_(std::sqrt(static_cast<double>(settings.window))),
        bands_(settings),
        run_(settings.confirm),
        window_(settings.window, wants_sums_, wants_line_),
        late_(settings.window / 2) {}

  bool wanted() const { return wants_sums_ || wants_line_; }

  void tag(const TagBlock& block, const Moves& moves) {
    const Columns columns(block);
    for (std::int64_t i = 0; i < moves.count; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const std::int64_t k = moves.first + i;
      if (moves.step[at] == Step::move) [[likely]] {
        columns.set(k, follow(moves.log_return[at], block.first() + k));
        continue;
      }
      if (moves.step[at] == Step::start) {
        reset();
        add(0);  // a point of the line, but no return yet
      }
      columns.set(k, {});
    }
  }

  void reset() {
    bands_.clear();
    run_.clear();
    window_.clear();
    late_.clear();
  }

  void state(auto& archive) { archive(bands_, run_, window_, late_); }

 private:
  // Where the tags of a block go.
  class Columns {
   public:
    explicit Columns(const TagBlock& block)
        : id_(block.category(kTrend)),
          onset_(block.onset(kTrend)),
          strength_(block.scalar(kTrendStrength)),
          duration_(block.scalar(kTrendDuration)),
          acceleration_(block.scalar(kTrendAcceleration)),
          z_(block.scalar(kTrendZ)),
          efficiency_(block.scalar(kTrendEfficiency)) {}

    void set(std::int64_t k, const TrendTags& tags) const {
      set_if(strength_, k, tags.strength);
      set_if(duration_, k, tags.duration);
      set_if(acceleration_, k, tags.acceleration);
      set_if(z_, k, tags.z);
      set_if(efficiency_, k, tags.efficiency);
      set_if(onset_, k, tags.onset);
      set_if(id_, k, tags.id);
    }

   private:
    std::int8_t* id_;
    std::int64_t* onset_;
    float* strength_;
    float* duration_;
    float* acceleration_;
    float* z_;
    float* efficiency_;
  };

  void add(double log_return) {
    window_.update(log_return);
    if (wants_acceleration_) {
      late_.update(log_return);
    }
  }

  TrendTags follow(double log_return, std::int64_t bar) {
    TrendTags tags;
    add(log_return);
    if (wants_line_ && window_.has_points()) {
      line_ = window_.line();
      tags.strength = static_cast<float>(line_.r_squared());
    }
    if (wants_sums_) {
      judge_window(tags, bar);
    }
    return tags;
  }

  // What is measured against the returns of the window: nothing when the price is constant.
  void judge_window(TrendTags& tags, std::int64_t bar) {
    const double squares = window_.has_returns() ? window_.squares() : 0;
    if (!(squares > 0)) {
      bands_.clear();
      run_.clear();
      return;
    }
    const double distance = window_.distance();
    set_scalars(distance, squares, tags);
    if (wants_id_) {
      run_.update(bands_.update(distance * std::fabs(distance) / squares, bar), bands_);
      tags.id = run_.id();
      tags.onset = run_.onset();
      tags.duration = run_.bars();
    }
  }

  void set_scalars(double distance, double squares, TrendTags& tags) const {
    if (wants_z_) {
      tags.z = static_cast<float>(distance / std::sqrt(squares));
    }
    if (wants_acceleration_) {
      tags.acceleration =
          static_cast<float>((late_.slope() - line_.slope()) * root_window_ / std::sqrt(squares));
    }
    if (wants_efficiency_) {
      tags.efficiency = static_cast<float>(std::min(1.0, std::fabs(distance) / window_.length()));
    }
  }

  bool wants_id_;
  bool wants_z_;
  bool wants_line_;
  bool wants_efficiency_;
  bool wants_acceleration_;
  bool wants_sums_;
  double root_window_;
  TrendBands bands_;
  ConfirmedId run_;
  PathWindow window_;
  SlopeWindow late_;  // the younger half of the window
  LineFit line_{};    // at the present bar
};

}  // namespace barometer::regime
