// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/bar_length.hpp>
#include <barometer/sdk/indicators/decayed_mean.hpp>
#include <barometer/sdk/indicators/trailing_median.hpp>
#include <barometer/sdk/indicators/trailing_rank.hpp>

#include <cmath>
#include <optional>

#include "bar_variance.hpp"
#include "confirmed_label.hpp"
#include "dimensions.hpp"
#include "levels.hpp"
#include "returns.hpp"
#include "robust_levels.hpp"
#include "time_of_day.hpp"
#include "variance_forecast.hpp"
#include "window_variance.hpp"

namespace barometer::regime_plugin {

// The volatility family: returns in, tags out. Only wanted dimensions are computed, and parts that
// no wanted dimension needs are not made.
class VolatilityFamily {
 public:
  VolatilityFamily(const VolatilitySettings& settings, const bm_instrument& instrument,
                   const Wanted& wanted)
      : length_(instrument),
        rule_(settings.rule),
        wants_label_(wanted.any({kVolatility, kVolatilityDuration, kVolatilityStability})),
        window_length_(settings.window),
        reference_min_(settings.reference_min),
        to_day_(WindowVariance::to_day(settings)),
        bars_per_day_(settings.bars_per_session_day),
        estimator_(settings),
        fast_(settings.half_life),
        fast_length_(settings.half_life),
        ratio_levels_(settings),
        absolute_levels_(settings, to_day_),
        label_(settings.confirm) {
    make_parts(settings, wanted);
    of_closes_alone_ = estimator_.of_closes() && !time_of_day_ && !length_.may_be_cut();
  }

  bool wanted() const { return window_ || median_ || probability_ || forecast_; }

  template <std::size_t kMost>
  void tag(const TagBlock& block, const Returns<kMost>& returns) {
    if (forecast_) {
      forecast(block, returns);
    }
    Variances<kMost> batch;
    for (std::size_t i = 0; i < returns.size();) {
      BarVariance last;
      const Evidence evidence = of_closes_alone_ ? collect_squares(returns, i, batch, last)
                                                 : collect(block, returns, i, batch, last);
      finish(block, batch);
      if (evidence != Evidence::variance) [[unlikely]] {
        const std::int64_t k = returns.first() + static_cast<std::int64_t>(i++);
        evidence == Evidence::still ? stand_still(block, k, last) : leave_out(block, k);
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
    fast_length_.clear();
    still_bars_ = window_length_;
    end_label();
    for_each_part([](auto& part) { part.clear(); });
  }

  void skip(const TagBlock& block, std::int64_t k) const {
    leave_out(block, k);
    write_unknown(block, k, {kVolatilityForecast});
  }

  void state(auto& archive) {
    archive(still_bars_, fast_, fast_length_, ratio_levels_, absolute_levels_, label_);
    for_each_part([&archive](auto& part) { archive(part); });
  }

 private:
  void make_parts(const VolatilitySettings& settings, const Wanted& wanted) {
    const bool by_level = wants_label_ && rule_ == VolatilityRule::absolute;
    if (wanted.any({kVolatilityPercentile})) {
      rank_.emplace(settings.percentile_lookback);
    }
    if (rank_ || by_level || wanted.any({kVolatilityDay})) {
      window_.emplace(settings, length_.may_be_cut());
    }
    if (wanted.any({kVolatilityRatio}) || (wants_label_ && !by_level)) {
      median_.emplace(settings.reference);
    }
    if (wants_label_ && rule_ == VolatilityRule::robust) {
      robust_levels_.emplace(settings);
    }
    if (robust_levels_ || wanted.any({kVolatilityProbability})) {
      probability_.emplace(settings);
    }
    if (wanted.any({kVolatilityForecast})) {
      forecast_.emplace(settings.window);
    }
    if (wanted.any({kVolatilityStability})) {
      label_.want_stability(settings.stability_window);
    }
    if (settings.time_of_day.on) {
      time_of_day_.emplace(settings.time_of_day);
    }
  }

  void for_each_part(auto use) {
    const auto if_made = [&use](auto& part) {
      if (part) {
        use(*part);
      }
    };
    if_made(window_);
    if_made(median_);
    if_made(robust_levels_);
    if_made(probability_);
    if_made(forecast_);
    if_made(rank_);
    if_made(time_of_day_);
  }

  // Tags a bar of which volatility knows nothing; the forecast needs its return alone.
  void leave_out(const TagBlock& block, std::int64_t k) const {
    write_unknown(block, k,
                  {kVolatility, kVolatilityPercentile, kVolatilityDuration, kVolatilityStability,
                   kVolatilityDay, kVolatilityRatio, kVolatilityProbability});
  }

  // Of plain returns, whatever the estimator and the time of day.
  template <std::size_t kMost>
  void forecast(const TagBlock& block, const Returns<kMost>& returns) {
    Row<double, kMost> variance;
    for (std::size_t i = 0; i < returns.size(); ++i) {
      const std::int64_t k = returns.first() + static_cast<std::int64_t>(i);
      const double length = length_.may_be_cut() ? length_.of(block.calendar(k)) : 1;
      forecast_->update(returns.log_return[i] * returns.log_return[i], length);
      variance[i] = forecast_->value();
    }
    write(block.scalar(kVolatilityForecast), returns,
          [&](std::size_t i) { return std::sqrt(variance[i] * bars_per_day_); });
  }

  // What a bar contributes to the estimate of volatility.
  enum class Evidence : std::uint8_t {
    variance,
    still,  // the price has not moved for a whole window
    none    // left out, as if the bar had not been there
  };

  // REQUIRES: an empty batch. Takes the returns from i on into it while they carry evidence, and
  // leaves i at the first one that was not taken; returns that one's evidence, and its variance in
  // `last`, when it has ended the batch.
  template <std::size_t kMost>
  Evidence collect_squares(const Returns<kMost>& returns, std::size_t& i, Variances<kMost>& batch,
                           BarVariance& last) {
    DecayedMean fast = fast_;  // copies that no store can change: they stay in registers
    std::int64_t still_bars = still_bars_;
    Evidence evidence = Evidence::variance;
    for (; i < returns.size(); ++i) {
      const double square = returns.log_return[i] * returns.log_return[i];
      still_bars = square > 0 ? 0 : still_bars + 1;
      if (still_bars >= window_length_) [[unlikely]] {
        last = {square};
        evidence = Evidence::still;
        break;
      }
      batch.take(returns.first() + static_cast<std::int64_t>(i), square, fast.update(square));
    }
    fast_ = fast;
    still_bars_ = still_bars;
    return evidence;
  }

  template <std::size_t kMost>
  Evidence collect(const TagBlock& block, const Returns<kMost>& returns, std::size_t& i,
                   Variances<kMost>& batch, BarVariance& last) {
    for (; i < returns.size(); ++i) {
      const std::int64_t k = returns.first() + static_cast<std::int64_t>(i);
      last = measure(block, k, returns.closes[i], returns.log_return[i]);
      if (std::isnan(last.value)) {
        return Evidence::none;
      }
      still_bars_ = last.value > 0 ? 0 : still_bars_ + 1;
      if (still_bars_ >= window_length_) {
        return Evidence::still;
      }
      batch.take(k, last, fast_with(last));
    }
    return Evidence::variance;
  }

  // The bar's variance, divided by the usual one at its time of day; NaN where that is not known.
  [[gnu::noinline]] BarVariance measure(const TagBlock& block, std::int64_t k,
                                        double previous_close, double log_return) {
    const Bar bar = block.bar(k);
    const bm_calendar_row& row = block.calendar(k);
    BarVariance variance = estimator_(bar, previous_close, log_return);
    variance.length = length_.of(row);
    if (!time_of_day_) {
      const double whole = whole_return(bar, previous_close, log_return, variance.length);
      variance.square = whole * whole;
      return variance;
    }
    // The usual variance of a first bar has its night in it, per unit of length.
    variance.square /= variance.length;
    const double factor =
        time_of_day_->update(variance.value, variance.length, row.session_date, row.local_minute);
    return factor > 0 ? variance.over(factor) : BarVariance{kNotKnown};
  }

  // The fast variance of a whole bar, this one counting by its length.
  double fast_with(const BarVariance& variance) {
    const double fast = fast_.update(variance.value);
    return length_.may_be_cut() ? fast / fast_length_.update(variance.length) : fast;
  }

  // Tags a bar of a price that stands still: the averages take its variance, its tags are unknown.
  [[gnu::noinline]] void stand_still(const TagBlock& block, std::int64_t k, BarVariance variance) {
    Variances<1> alone;
    alone.take(k, variance, fast_with(variance));
    if (window_) {
      Row<double, 1> nothing;
      window_->follow(alone, nothing);
    }
    end_label();
    leave_out(block, k);
  }

  void end_label() {
    label_.clear();
    ratio_levels_.clear();
    absolute_levels_.clear();
    if (robust_levels_) {
      robust_levels_->clear();
    }
    if (probability_) {
      probability_->end_wild();
    }
  }

  // Tags the bars of the batch, which have all been added to the averages, and empties it.
  template <std::size_t kMost>
  void finish(const TagBlock& block, Variances<kMost>& batch) {
    if (batch.empty()) {
      return;
    }
    const Row<double, kMost> level = window_ ? levels(block, batch) : Row<double, kMost>{};
    const Row<double, kMost> ratio = median_ ? ratios(block, batch) : Row<double, kMost>{};
    if (wants_label_) {
      decide_labels(block, batch, level, ratio);
    }
    if (probability_ && !robust_levels_) {
      Row<double, kMost> wild;
      for (std::size_t i = 0; i < batch.size(); ++i) {
        wild[i] = next_probability(batch.square[i]);
      }
      write_probability(block, batch, wild);
    }
    batch.clear();
  }

  // With this bar's square; NaN where unknown.
  [[gnu::noinline]] double next_probability(double square) {
    probability_->update(square);
    return probability_->known() ? probability_->value() : kNotKnown;
  }

  template <std::size_t kMost>
  static void write_probability(const TagBlock& block, const Batch<kMost>& batch,
                                const Row<double, kMost>& wild) {
    write(block.scalar(kVolatilityProbability), batch, [&](std::size_t i) { return wild[i]; });
  }

  // Variances of the window up to each bar; NaN where unknown.
  template <std::size_t kMost>
  Row<double, kMost> levels(const TagBlock& block, const Variances<kMost>& batch) {
    Row<double, kMost> level;
    window_->follow(batch, level);
    write(block.scalar(kVolatilityDay), batch,
          [&](std::size_t i) { return std::sqrt(level[i] * to_day_); });
    if (rank_) {
      rank(block, batch, level);
    }
    return level;
  }

  template <std::size_t kMost>
  void rank(const TagBlock& block, const Batch<kMost>& batch, const Row<double, kMost>& level) {
    Row<double, kMost> percentile;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      percentile[i] = kNotKnown;
      if (level[i] > 0) {
        rank_->update(level[i]);
        percentile[i] = rank_->value();
      }
    }
    write(block.scalar(kVolatilityPercentile), batch, [&](std::size_t i) { return percentile[i]; });
  }

  // Ratios of the fast variance to the square of its median; NaN where unknown.
  template <std::size_t kMost>
  Row<double, kMost> ratios(const TagBlock& block, const Variances<kMost>& batch) {
    Row<double, kMost> ratio;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      median_->update_square(batch.fast[i]);
      ratio[i] = median_->count() < reference_min_ ? kNotKnown : median_->value();
    }
    for (std::size_t i = 0; i < batch.size(); ++i) {
      ratio[i] = batch.fast[i] / (ratio[i] * ratio[i]);
    }
    write(block.scalar(kVolatilityRatio), batch,
          [&](std::size_t i) { return std::sqrt(ratio[i]); });
    return ratio;
  }

  template <std::size_t kMost>
  void decide_labels(const TagBlock& block, const Variances<kMost>& batch,
                     const Row<double, kMost>& level, const Row<double, kMost>& ratio) {
    const auto follow = [&](const auto& automaton, auto label_of) {
      label_.follow(block, batch, automaton, label_of);
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
        Row<double, kMost> wild;
        follow(*robust_levels_, [&](std::size_t i, std::int64_t bar) {
          wild[i] = next_probability(batch.square[i]);
          return robust_levels_->classify(*probability_, ratio[i], bar);
        });
        return write_probability(block, batch, wild);
    }
  }

  BarLength length_;
  VolatilityRule rule_;
  bool wants_label_;
  bool of_closes_alone_;  // a bar's variance is the square of its log return
  std::int64_t window_length_;
  std::int64_t reference_min_;
  double to_day_;  // window's value -> variance per session day
  double bars_per_day_;
  std::int64_t still_bars_ =
      0;  // bars in a row without variance; `window` before the first with some
  BarVarianceEstimator estimator_;
  DecayedMean fast_;         // of bar variances
  DecayedMean fast_length_;  // and of lengths
  RatioLevels ratio_levels_;
  AbsoluteLevels absolute_levels_;
  ConfirmedLabel<kVolatility, kVolatilityDuration, kVolatilityStability> label_;
  std::optional<WindowVariance> window_;
  std::optional<TrailingMedian> median_;
  std::optional<RobustLevels> robust_levels_;
  std::optional<WildProbability> probability_;
  std::optional<VarianceForecast> forecast_;
  std::optional<TrailingRank> rank_;
  std::optional<TimeOfDay> time_of_day_;
};

}  // namespace barometer::regime_plugin
