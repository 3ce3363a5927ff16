// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/decayed_mean.hpp>
#include <barometer/sdk/indicators/trailing_median.hpp>
#include <barometer/sdk/indicators/trailing_rank.hpp>

#include <cmath>
#include <optional>

#include "bar_variance.hpp"
#include "dimensions.hpp"
#include "id_run.hpp"
#include "levels.hpp"
#include "time_of_day.hpp"

namespace barometer::regime {

struct VolatilityTags {
  std::int8_t id = BM_TAG_UNKNOWN;
  std::int64_t onset = -1;
  float day = kUnknownScalar;
  float ratio = kUnknownScalar;
  float percentile = kUnknownScalar;
  float duration = kUnknownScalar;
  float stability = kUnknownScalar;
};

// The volatility family: one bar in, one set of tags out. Only what somebody reads is computed;
// parts that nobody needs are not made.
class VolatilityFamily {
 public:
  VolatilityFamily(const VolatilitySettings& settings, const Wanted& wanted)
      : settings_(settings),
        wants_day_(wanted.any({kVolatilityDay})),
        wants_ratio_(wanted.any({kVolatilityRatio})),
        wants_id_(wanted.any({kVolatility, kVolatilityDuration, kVolatilityStability})),
        to_day_(WindowVariance::to_day(settings)),
        estimator_(settings),
        fast_(settings.half_life),
        ratio_levels_(settings),
        absolute_levels_(settings, to_day_),
        run_(settings.confirm) {
    const bool by_ratio = wants_id_ && settings.rule == VolatilityRule::ratio;
    const bool by_level = wants_id_ && settings.rule == VolatilityRule::absolute;
    if (wanted.any({kVolatilityPercentile})) {
      rank_.emplace(settings.percentile_lookback);
    }
    if (wants_day_ || rank_ || by_level) {
      window_.emplace(settings);
    }
    if (wants_ratio_ || by_ratio) {
      median_.emplace(settings.reference);
    }
    if (wanted.any({kVolatilityStability})) {
      stability_.emplace(settings.stability_window);
    }
    if (settings.time_of_day.on) {
      time_of_day_.emplace(settings.time_of_day);
    }
  }

  // The first bar of a path: there is no return yet.
  void start() {
    clear_parts();
    forget_id();
    still_bars_ = settings_.window;
    tags_ = {};
  }

  void update(const Move& move) {
    tags_ = {};
    if (!window_ && !median_) {
      return;
    }
    BarVariance variance = estimator_(move);
    if (time_of_day_) {
      const double factor =
          time_of_day_->update(variance.value, move.session_date, move.local_minute);
      if (!(factor > 0)) {
        return;  // nothing is known about this time of day yet: as if the bar had not been there
      }
      variance = variance.over(factor);
    }
    follow(variance, move.bar.index);
  }

  // Of the last start() or update().
  const VolatilityTags& tags() const { return tags_; }

  void state(auto& archive) {
    archive(still_bars_, fast_, ratio_levels_, absolute_levels_, run_);
    const auto if_made = [&archive](auto& part) {
      if (part) {
        archive(*part);
      }
    };
    if_made(window_);
    if_made(median_);
    if_made(rank_);
    if_made(stability_);
    if_made(time_of_day_);
  }

 private:
  void follow(const BarVariance& variance, std::int64_t bar) {
    still_bars_ = variance.value > 0 ? 0 : still_bars_ + 1;
    const double fast = fast_.update(variance.value);
    raw_id_ = Volatility::unknown;
    if (window_) {
      window_->update(variance, fast);
      judge_window(bar);
    }
    if (median_) {
      judge_fast(fast, bar);
    }
    if (wants_id_) {
      follow_id();
    }
  }

  // A constant price says nothing.
  bool informed() const { return still_bars_ < settings_.window; }

  void judge_window(std::int64_t bar) {
    const double value = informed() ? window_->value() : 0;
    if (!(value > 0)) {
      absolute_levels_.clear();
      return;
    }
    if (wants_day_) {
      tags_.day = static_cast<float>(std::sqrt(value * to_day_));
    }
    if (rank_) {
      rank_->update(value);
      tags_.percentile = static_cast<float>(rank_->value());
    }
    if (settings_.rule == VolatilityRule::absolute) {
      raw_id_ = absolute_levels_.update(value, bar);
    }
  }

  void judge_fast(double fast, std::int64_t bar) {
    if (!informed()) {
      ratio_levels_.clear();
      return;
    }
    median_->update_square(fast);
    if (median_->count() < settings_.reference_min) {
      return;
    }
    const double median = median_->value();
    if (wants_ratio_) {
      tags_.ratio = static_cast<float>(std::sqrt(fast) / median);
    }
    if (settings_.rule == VolatilityRule::ratio) {
      raw_id_ = ratio_levels_.update(fast, median * median, bar);
    }
  }

  void follow_id() {
    if (raw_id_ == Volatility::unknown) {
      forget_id();
      return;
    }
    const bool changed = settings_.rule == VolatilityRule::ratio
                             ? run_.update(raw_id_, ratio_levels_)
                             : run_.update(raw_id_, absolute_levels_);
    tags_.id = run_.id();
    tags_.onset = run_.onset();
    tags_.duration = run_.bars();
    if (stability_ && run_.known()) {
      stability_->update(changed);
      tags_.stability = stability_->value();
    }
  }

  void forget_id() {
    run_.clear();
    if (stability_) {
      stability_->clear();
    }
  }

  void clear_parts() {
    fast_.clear();
    ratio_levels_.clear();
    absolute_levels_.clear();
    const auto clear = [](auto& part) {
      if (part) {
        part->clear();
      }
    };
    clear(window_);
    clear(median_);
    clear(rank_);
    clear(time_of_day_);
  }

  VolatilitySettings settings_;
  bool wants_day_;
  bool wants_ratio_;
  bool wants_id_;
  double to_day_;                // window's value -> variance per session day
  std::int64_t still_bars_ = 0;  // without a move in a row; `window` before the first move
  BarVarianceEstimator estimator_;
  DecayedMean fast_;  // of bar variances
  RatioLevels ratio_levels_;
  AbsoluteLevels absolute_levels_;
  Volatility raw_id_ = Volatility::unknown;
  ConfirmedId run_;
  std::optional<WindowVariance> window_;
  std::optional<TrailingMedian> median_;
  std::optional<TrailingRank> rank_;
  std::optional<IdStability> stability_;
  std::optional<TimeOfDay> time_of_day_;
  VolatilityTags tags_;
};

}  // namespace barometer::regime
