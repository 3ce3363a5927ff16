// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/decayed_mean.hpp>
#include <barometer/sdk/indicators/rolling_sum.hpp>
#include <barometer/sdk/indicators/trailing_median.hpp>
#include <barometer/sdk/indicators/trailing_rank.hpp>

#include <cmath>
#include <optional>

#include "dimensions.hpp"
#include "id_run.hpp"
#include "levels.hpp"

namespace barometer::regime {

struct VolatilityTags {
  Volatility id = Volatility::unknown;
  float day = kUnknownScalar;
  float ratio = kUnknownScalar;
  float percentile = kUnknownScalar;
  float duration = kUnknownScalar;
  float stability = kUnknownScalar;
};

// The volatility family: one log return in, one set of tags out. Only what somebody reads is
// computed; parts that nobody needs are not made.
class VolatilityFamily {
 public:
  VolatilityFamily(const VolatilitySettings& settings, const Wanted& wanted)
      : settings_(settings),
        wants_day_(wanted.any({kVolatilityDay})),
        wants_ratio_(wanted.any({kVolatilityRatio})),
        wants_id_(wanted.any({kVolatility, kVolatilityDuration, kVolatilityStability})),
        to_day_(settings.bars_per_session_day / static_cast<double>(settings.window)),
        fast_(settings.half_life),
        ratio_levels_(settings, fast_.decay()),
        absolute_levels_(settings) {
    const bool by_ratio = wants_id_ && settings.rule == VolatilityRule::ratio;
    const bool by_level = wants_id_ && settings.rule == VolatilityRule::absolute;
    if (wanted.any({kVolatilityPercentile})) {
      rank_.emplace(settings.percentile_lookback);
    }
    if (wants_day_ || rank_ || by_level) {
      squares_.emplace(settings.window);
    }
    if (wants_ratio_ || by_ratio) {
      median_.emplace(settings.reference);
    }
    if (wanted.any({kVolatilityStability})) {
      stability_.emplace(settings.stability_window);
    }
  }

  // The first bar of a path: there is no return yet.
  void start() {
    clear_parts();
    forget_id();
    still_bars_ = settings_.window;
    tags_ = {};
  }

  // The log return of a good bar.
  void update(double log_return) {
    const double square = log_return * log_return;
    still_bars_ = square > 0 ? 0 : still_bars_ + 1;
    tags_ = {};
    if (squares_) {
      update_window(square);
    }
    if (median_) {
      update_fast(square);
    }
    if (wants_id_) {
      follow_id();
    }
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
    if_made(squares_);
    if_made(median_);
    if_made(rank_);
    if_made(stability_);
  }

 private:
  void update_window(double square) {
    squares_->update(square);
    const double sum = squares_->ready() ? squares_->value() : 0;
    if (!(sum > 0)) {
      absolute_levels_.clear();
      return;
    }
    if (wants_day_) {
      tags_.day = static_cast<float>(std::sqrt(sum * to_day_));
    }
    if (rank_) {
      rank_->update(sum);
      tags_.percentile = static_cast<float>(rank_->value());
    }
    if (settings_.rule == VolatilityRule::absolute) {
      tags_.id = absolute_levels_.update(sum);
    }
  }

  void update_fast(double square) {
    const double fast = fast_.update(square);
    if (still_bars_ >= settings_.window) {  // a constant price says nothing
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
      tags_.id = ratio_levels_.update(fast, median * median);
    }
  }

  void follow_id() {
    if (tags_.id == Volatility::unknown) {
      forget_id();
      return;
    }
    const bool changed = run_.update(static_cast<std::int8_t>(tags_.id));
    tags_.duration = run_.bars();
    if (stability_) {
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
    if (squares_) {
      squares_->clear();
    }
    if (median_) {
      median_->clear();
    }
    if (rank_) {
      rank_->clear();
    }
  }

  VolatilitySettings settings_;
  bool wants_day_;
  bool wants_ratio_;
  bool wants_id_;
  double to_day_;                // sum of squares -> variance per session day
  std::int64_t still_bars_ = 0;  // returns of 0 in a row; `window` of them before the first move
  DecayedMean fast_;             // of squared returns
  RatioLevels ratio_levels_;
  AbsoluteLevels absolute_levels_;
  IdRun run_;
  std::optional<RollingSum> squares_;
  std::optional<TrailingMedian> median_;
  std::optional<TrailingRank> rank_;
  std::optional<IdStability> stability_;
  VolatilityTags tags_;
};

}  // namespace barometer::regime
