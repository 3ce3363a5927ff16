// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/decayed_mean.hpp>
#include <barometer/sdk/indicators/trailing_median.hpp>
#include <barometer/sdk/indicators/trailing_rank.hpp>

#include <cmath>
#include <optional>

#include "bar_variance.hpp"
#include "dimensions.hpp"
#include "levels.hpp"
#include "moves.hpp"
#include "robust_levels.hpp"
#include "shown_id.hpp"
#include "time_of_day.hpp"
#include "window_variance.hpp"

namespace barometer::regime_plugin {

// The volatility family: moves in, tags out. Only what somebody reads is computed;
// parts that nobody needs are not made.
class VolatilityFamily {
 public:
  VolatilityFamily(const VolatilitySettings& settings, const Wanted& wanted)
      : rule_(settings.rule),
        wants_id_(wanted.any({kVolatility, kVolatilityDuration, kVolatilityStability})),
        window_length_(settings.window),
        reference_min_(settings.reference_min),
        to_day_(WindowVariance::to_day(settings)),
        estimator_(settings),
        fast_(settings.half_life),
        ratio_levels_(settings),
        absolute_levels_(settings, to_day_),
        id_(settings.confirm) {
    const bool by_level = wants_id_ && rule_ == VolatilityRule::absolute;
    if (wanted.any({kVolatilityPercentile})) {
      rank_.emplace(settings.percentile_lookback);
    }
    if (rank_ || by_level || wanted.any({kVolatilityDay})) {
      window_.emplace(settings);
    }
    if (wanted.any({kVolatilityRatio}) || (wants_id_ && !by_level)) {
      median_.emplace(settings.reference);
    }
    if (wants_id_ && rule_ == VolatilityRule::robust) {
      robust_levels_.emplace(settings);
    }
    if (wanted.any({kVolatilityStability})) {
      id_.want_stability(settings.stability_window);
    }
    if (settings.time_of_day.on) {
      time_of_day_.emplace(settings.time_of_day);
    }
    of_moves_alone_ = estimator_.of_closes() && !time_of_day_;
  }

  bool wanted() const { return window_ || median_; }

  template <std::size_t kMost>
  void tag(const TagBlock& block, const Moves<kMost>& moves) {
    Variances<kMost> run;
    for (std::size_t i = 0; i < moves.size();) {
      BarVariance last;
      const Says says = of_moves_alone_ ? collect_squares(moves, i, run, last)
                                        : collect(block, moves, i, run, last);
      finish(block, run);
      if (says != Says::something) [[unlikely]] {
        const std::int64_t k = moves.first() + static_cast<std::int64_t>(i++);
        says == Says::still ? stand_still(block, k, last) : skip(block, k);
      }
    }
  }

  // A path begins at the block's bar k, which has no return.
  void start(const TagBlock& block, std::int64_t k) {
    reset();
    skip(block, k);
  }

  void reset() {
    fast_.clear();
    still_bars_ = window_length_;
    end_id();
    for_each_part([](auto& part) { part.clear(); });
  }

  void skip(const TagBlock& block, std::int64_t k) const {
    write_unknown(block, k,
                  {kVolatility, kVolatilityPercentile, kVolatilityDuration, kVolatilityStability,
                   kVolatilityDay, kVolatilityRatio});
  }

  void state(auto& archive) {
    archive(still_bars_, fast_, ratio_levels_, absolute_levels_, id_);
    for_each_part([&archive](auto& part) { archive(part); });
  }

 private:
  void for_each_part(auto use) {
    const auto if_made = [&use](auto& part) {
      if (part) {
        use(*part);
      }
    };
    if_made(window_);
    if_made(median_);
    if_made(robust_levels_);
    if_made(rank_);
    if_made(time_of_day_);
  }

  // What a bar says about volatility.
  enum class Says : std::uint8_t {
    something,
    still,   // only that the price is constant
    nothing  // as if it had not been there
  };

  // Takes moves from i on into the run, which is empty, as long as they say something. Returns what
  // move i says then, and its variance, if another kind of bar has ended the run.
  template <std::size_t kMost>
  Says collect_squares(const Moves<kMost>& moves, std::size_t& i, Variances<kMost>& run,
                       BarVariance& last) {
    DecayedMean fast = fast_;  // copies that no store can change: they stay in registers
    std::int64_t still_bars = still_bars_;
    Says says = Says::something;
    for (; i < moves.size(); ++i) {
      const double square = moves.log_return[i] * moves.log_return[i];
      still_bars = square > 0 ? 0 : still_bars + 1;
      if (still_bars >= window_length_) [[unlikely]] {
        last = {square};
        says = Says::still;
        break;
      }
      run.take(moves.first() + static_cast<std::int64_t>(i), square, fast.update(square));
    }
    fast_ = fast;
    still_bars_ = still_bars;
    return says;
  }

  template <std::size_t kMost>
  Says collect(const TagBlock& block, const Moves<kMost>& moves, std::size_t& i,
               Variances<kMost>& run, BarVariance& last) {
    for (; i < moves.size(); ++i) {
      const std::int64_t k = moves.first() + static_cast<std::int64_t>(i);
      last = measure(block, k, moves.closes[i], moves.log_return[i]);
      if (std::isnan(last.value)) {
        return Says::nothing;
      }
      still_bars_ = last.value > 0 ? 0 : still_bars_ + 1;
      if (still_bars_ >= window_length_) {
        return Says::still;
      }
      run.take(k, last, fast_.update(last.value));
    }
    return Says::something;
  }

  // NaN where nothing is known about the time of day.
  [[gnu::noinline]] BarVariance measure(const TagBlock& block, std::int64_t k,
                                        double previous_close, double log_return) {
    const BarVariance variance = estimator_(block.bar(k), previous_close, log_return);
    if (!time_of_day_) {
      return variance;
    }
    const bm_calendar_row& row = block.calendar(k);
    const double factor = time_of_day_->update(variance.value, row.session_date, row.local_minute);
    return factor > 0 ? variance.over(factor) : BarVariance{kNotKnown};
  }

  [[gnu::noinline]] void stand_still(const TagBlock& block, std::int64_t k, BarVariance variance) {
    Variances<1> alone;
    alone.take(k, variance, fast_.update(variance.value));
    if (window_) {
      Row<double, 1> nothing;
      window_->follow(alone, nothing);
    }
    end_id();
    skip(block, k);
  }

  void end_id() {
    id_.clear();
    ratio_levels_.clear();
    absolute_levels_.clear();
    if (robust_levels_) {
      robust_levels_->clear_id();
    }
  }

  // Tags the bars of the run, all of them told, and begins another.
  template <std::size_t kMost>
  void finish(const TagBlock& block, Variances<kMost>& run) {
    if (run.empty()) {
      return;
    }
    const Row<double, kMost> level = window_ ? levels(block, run) : Row<double, kMost>{};
    const Row<double, kMost> ratio = median_ ? ratios(block, run) : Row<double, kMost>{};
    if (wants_id_) {
      judge(block, run, level, ratio);
    }
    run.clear();
  }

  // Of the window, as variances; NaN where unknown.
  template <std::size_t kMost>
  Row<double, kMost> levels(const TagBlock& block, const Variances<kMost>& run) {
    Row<double, kMost> level;
    window_->follow(run, level);
    write(block.scalar(kVolatilityDay), run,
          [&](std::size_t i) { return std::sqrt(level[i] * to_day_); });
    if (rank_) {
      rank(block, run, level);
    }
    return level;
  }

  template <std::size_t kMost>
  void rank(const TagBlock& block, const Run<kMost>& run, const Row<double, kMost>& level) {
    Row<double, kMost> percentile;
    for (std::size_t i = 0; i < run.size(); ++i) {
      percentile[i] = kNotKnown;
      if (level[i] > 0) {
        rank_->update(level[i]);
        percentile[i] = rank_->value();
      }
    }
    write(block.scalar(kVolatilityPercentile), run, [&](std::size_t i) { return percentile[i]; });
  }

  // Of the fast variance to the square of the median; NaN where unknown.
  template <std::size_t kMost>
  Row<double, kMost> ratios(const TagBlock& block, const Variances<kMost>& run) {
    Row<double, kMost> ratio;
    for (std::size_t i = 0; i < run.size(); ++i) {
      median_->update_square(run.fast[i]);
      ratio[i] = median_->count() < reference_min_ ? kNotKnown : median_->value();
    }
    for (std::size_t i = 0; i < run.size(); ++i) {
      ratio[i] = run.fast[i] / (ratio[i] * ratio[i]);
    }
    write(block.scalar(kVolatilityRatio), run, [&](std::size_t i) { return std::sqrt(ratio[i]); });
    return ratio;
  }

  template <std::size_t kMost>
  void judge(const TagBlock& block, const Variances<kMost>& run, const Row<double, kMost>& level,
             const Row<double, kMost>& ratio) {
    const auto follow = [&](const auto& automaton, auto id_of) {
      id_.follow(block, run, automaton, id_of);
    };
    switch (rule_) {
      case VolatilityRule::ratio:
        return follow(ratio_levels_, [&](std::size_t i, std::int64_t bar) {
          return ratio_levels_.update(ratio[i], bar);
        });
      case VolatilityRule::absolute:
        return follow(absolute_levels_, [&](std::size_t i, std::int64_t bar) {
          return absolute_levels_.update(level[i], bar);
        });
      case VolatilityRule::robust:
        return follow(*robust_levels_, [&](std::size_t i, std::int64_t bar) {
          robust_levels_->update(run.value[i]);
          return robust_levels_->judge(ratio[i], bar);
        });
    }
  }

  VolatilityRule rule_;
  bool wants_id_;
  bool of_moves_alone_;  // a bar's variance is the square of its log return
  std::int64_t window_length_;
  std::int64_t reference_min_;
  double to_day_;                // window's value -> variance per session day
  std::int64_t still_bars_ = 0;  // without a move in a row; `window` before the first move
  BarVarianceEstimator estimator_;
  DecayedMean fast_;  // of bar variances
  RatioLevels ratio_levels_;
  AbsoluteLevels absolute_levels_;
  ShownId<kVolatility, kVolatilityDuration, kVolatilityStability> id_;
  std::optional<WindowVariance> window_;
  std::optional<TrailingMedian> median_;
  std::optional<RobustLevels> robust_levels_;
  std::optional<TrailingRank> rank_;
  std::optional<TimeOfDay> time_of_day_;
};

}  // namespace barometer::regime_plugin
