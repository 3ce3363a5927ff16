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
#include "moves.hpp"
#include "robust_levels.hpp"
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

// The volatility family: moves in, tags out. Only what somebody reads is computed;
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
    const bool by_level = wants_id_ && settings.rule == VolatilityRule::absolute;
    const bool by_ratio = wants_id_ && !by_level;
    if (wanted.any({kVolatilityPercentile})) {
      rank_.emplace(settings.percentile_lookback);
    }
    if (wants_day_ || rank_ || by_level) {
      window_.emplace(settings);
    }
    if (wants_ratio_ || by_ratio) {
      median_.emplace(settings.reference);
    }
    if (wants_id_ && settings.rule == VolatilityRule::robust) {
      robust_levels_.emplace(settings);
    }
    if (wanted.any({kVolatilityStability})) {
      stability_.emplace(settings.stability_window);
    }
    if (settings.time_of_day.on) {
      time_of_day_.emplace(settings.time_of_day);
    }
    plain_ = estimator_.of_closes() && !time_of_day_;
    wants_fast_ = median_ || settings.estimator == Estimator::ewma;
  }

  bool wanted() const { return window_ || median_; }

  void tag(const TagBlock& block, const Moves& moves) {
    const Columns columns(block);
    for (std::int64_t i = 0; i < moves.count; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const std::int64_t k = moves.first + i;
      if (moves.step[at] == Step::move) [[likely]] {
        BarVariance variance{moves.log_return[at] * moves.log_return[at]};
        const bool known =
            plain_ || measure(block, k, moves.previous_close[at], moves.log_return[at], variance);
        columns.set(k, known ? judge(variance, block.first() + k) : VolatilityTags{});
        continue;
      }
      if (moves.step[at] == Step::start) {
        reset();
      }
      columns.set(k, {});
    }
  }

  // As new: also where a path begins, for its first bar has no return.
  void reset() {
    clear_parts();
    forget_id();
    still_bars_ = settings_.window;
  }

  void state(auto& archive) {
    archive(still_bars_, fast_, ratio_levels_, absolute_levels_, run_);
    const auto if_made = [&archive](auto& part) {
      if (part) {
        archive(*part);
      }
    };
    if_made(window_);
    if_made(median_);
    if_made(robust_levels_);
    if_made(rank_);
    if_made(stability_);
    if_made(time_of_day_);
  }

 private:
  // Where the tags of a block go.
  class Columns {
   public:
    explicit Columns(const TagBlock& block)
        : id_(block.category(kVolatility)),
          onset_(block.onset(kVolatility)),
          percentile_(block.scalar(kVolatilityPercentile)),
          duration_(block.scalar(kVolatilityDuration)),
          stability_(block.scalar(kVolatilityStability)),
          day_(block.scalar(kVolatilityDay)),
          ratio_(block.scalar(kVolatilityRatio)) {}

    void set(std::int64_t k, const VolatilityTags& tags) const {
      set_if(percentile_, k, tags.percentile);
      set_if(duration_, k, tags.duration);
      set_if(stability_, k, tags.stability);
      set_if(day_, k, tags.day);
      set_if(ratio_, k, tags.ratio);
      set_if(onset_, k, tags.onset);
      set_if(id_, k, tags.id);
    }

   private:
    std::int8_t* id_;
    std::int64_t* onset_;
    float* percentile_;
    float* duration_;
    float* stability_;
    float* day_;
    float* ratio_;
  };

  // False where nothing is known about the time of day: as if the bar had not been there.
  bool measure(const TagBlock& block, std::int64_t k, double previous_close, double log_return,
               BarVariance& variance) {
    variance = estimator_(block.bar(k), previous_close, log_return);
    if (time_of_day_) {
      const bm_calendar_row& row = block.calendar(k);
      const double factor =
          time_of_day_->update(variance.value, row.session_date, row.local_minute);
      if (!(factor > 0)) {
        return false;
      }
      variance = variance.over(factor);
    }
    return true;
  }

  VolatilityTags judge(const BarVariance& variance, std::int64_t bar) {
    still_bars_ = variance.value > 0 ? 0 : still_bars_ + 1;
    const double fast = wants_fast_ ? fast_.update(variance.value) : 0;
    VolatilityTags tags;
    Volatility id = Volatility::unknown;
    if (window_) {
      window_->update(variance, fast);
      id = judge_window(tags, bar);
    }
    if (median_) {
      id = judge_fast(fast, variance.value, tags, bar, id);
    }
    if (wants_id_) {
      follow_id(id, tags);
    }
    return tags;
  }

  // A constant price says nothing.
  bool informed() const { return still_bars_ < settings_.window; }

  Volatility judge_window(VolatilityTags& tags, std::int64_t bar) {
    const double value = informed() ? window_->value() : 0;
    if (!(value > 0)) {
      absolute_levels_.clear();
      return Volatility::unknown;
    }
    if (wants_day_) {
      tags.day = static_cast<float>(std::sqrt(value * to_day_));
    }
    if (rank_) {
      rank_->update(value);
      tags.percentile = static_cast<float>(rank_->value());
    }
    return settings_.rule == VolatilityRule::absolute ? absolute_levels_.update(value, bar)
                                                      : Volatility::unknown;
  }

  // Returns `id` when it is not for this rule to say.
  Volatility judge_fast(double fast, double square, VolatilityTags& tags, std::int64_t bar,
                        Volatility id) {
    if (!informed()) {
      end_ids();
      return id;
    }
    median_->update_square(fast);
    if (robust_levels_) {
      robust_levels_->update(square);
    }
    if (median_->count() < settings_.reference_min) {
      return id;
    }
    const double median = median_->value();
    const double ratio = fast / (median * median);
    if (wants_ratio_) {
      tags.ratio = static_cast<float>(std::sqrt(ratio));
    }
    if (robust_levels_) {
      return robust_levels_->judge(ratio, bar);
    }
    return settings_.rule == VolatilityRule::ratio ? ratio_levels_.update(ratio, bar) : id;
  }

  void end_ids() {
    ratio_levels_.clear();
    if (robust_levels_) {
      robust_levels_->clear_id();
    }
  }

  void follow_id(Volatility id, VolatilityTags& tags) {
    if (id == Volatility::unknown) {
      forget_id();
      return;
    }
    const bool changed = settings_.rule == VolatilityRule::ratio ? run_.update(id, ratio_levels_)
                         : robust_levels_                        ? run_.update(id, *robust_levels_)
                                          : run_.update(id, absolute_levels_);
    tags.id = run_.id();
    tags.onset = run_.onset();
    tags.duration = run_.bars();
    if (stability_ && run_.known()) {
      stability_->update(changed);
      tags.stability = stability_->value();
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
    clear(robust_levels_);
    clear(rank_);
    clear(time_of_day_);
  }

  VolatilitySettings settings_;
  bool wants_day_;
  bool wants_ratio_;
  bool wants_id_;
  bool plain_;
  bool wants_fast_;
  double to_day_;                // window's value -> variance per session day
  std::int64_t still_bars_ = 0;  // without a move in a row; `window` before the first move
  BarVarianceEstimator estimator_;
  DecayedMean fast_;  // of bar variances
  RatioLevels ratio_levels_;
  AbsoluteLevels absolute_levels_;
  ConfirmedId run_;
  std::optional<WindowVariance> window_;
  std::optional<TrailingMedian> median_;
  std::optional<RobustLevels> robust_levels_;
  std::optional<TrailingRank> rank_;
  std::optional<IdStability> stability_;
  std::optional<TimeOfDay> time_of_day_;
};

}  // namespace barometer::regime
