// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_sum.hpp>
#include <barometer/sdk/indicators/z_score.hpp>

#include <algorithm>
#include <optional>

#include "bar_variance.hpp"
#include "batch.hpp"

namespace barometer::regime_plugin {

// A batch of bars with their variances and the exponentially weighted variance up to each.
template <std::size_t kMost>
struct Variances : Batch<kMost> {
  Row<double, kMost> value;
  Row<double, kMost> length;  // in whole bars, where bars may be cut
  Row<double, kMost> fast;
  Row<double, kMost> night;
  Row<double, kMost> day;
  Row<double, kMost> range;
  Row<double, kMost> square;  // of the closes' log return, of a whole bar

  // g++ cannot see that a batch of one bar is not read before it has taken the bar.
  Variances() {
    if constexpr (kMost == 1) {
      value = length = fast = night = day = range = square = {};
    }
  }

  // Takes a bar of which only the variance is needed.
  std::size_t take(std::int64_t k, double variance, double fast_variance) {
    const std::size_t place = Batch<kMost>::take(k);
    value[place] = square[place] = variance;
    fast[place] = fast_variance;
    return place;
  }

  void take(std::int64_t k, const BarVariance& variance, double fast_variance) {
    const std::size_t place = take(k, variance.value, fast_variance);
    length[place] = variance.length;
    night[place] = variance.night;
    day[place] = variance.day;
    range[place] = variance.range;
    square[place] = variance.square;
  }
};

// Variance of the window: the sum over its bars, or Yang & Zhang's estimate, or (ewma) the fast
// variance, whichever `to_day` brings to a variance per session day. Bars that are cut count by
// their length: what all of them have is scaled to a window of whole bars.
class WindowVariance {
 public:
  WindowVariance(const VolatilitySettings& settings, bool cut_bars)
      : count_(static_cast<double>(settings.window)),
        weight_(yang_zhang_weight(settings.window)),
        decayed_(settings.estimator == Estimator::ewma),
        values_(settings.window) {
    if (cut_bars && !decayed_) {
      lengths_.emplace(settings.window);
    }
    if (settings.estimator == Estimator::yang_zhang) {
      nights_.emplace(settings.window);
      days_.emplace(settings.window);
    }
  }

  static double to_day(const VolatilitySettings& settings) {
    const bool is_sum =
        settings.estimator != Estimator::ewma && settings.estimator != Estimator::yang_zhang;
    return settings.bars_per_session_day / (is_sum ? static_cast<double>(settings.window) : 1);
  }

  // NaN where the window is not full, or knows no variance above 0.
  template <std::size_t kMost>
  void follow(const Variances<kMost>& batch, Row<double, kMost>& out) {
    const std::size_t early = follow_all(batch, out);
    if (lengths_) {
      lengths_->follow(batch.length.data(), batch.size(),
                       [&](std::size_t i, double length) { out[i] *= count_ / length; });
    }
    std::fill_n(out.begin(), early, kNotKnown);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      out[i] = out[i] > 0 ? out[i] : kNotKnown;
    }
  }

  void clear() {
    values_.clear();
    if (lengths_) {
      lengths_->clear();
    }
    if (nights_) {
      nights_->clear();
      days_->clear();
    }
  }

  void state(auto& archive) {
    archive(values_);
    if (lengths_) {
      archive(*lengths_);
    }
    if (nights_) {
      archive(*nights_, *days_);
    }
  }

 private:
  // Returns how many bars came before the window was full.
  template <std::size_t kMost>
  std::size_t follow_all(const Variances<kMost>& batch, Row<double, kMost>& out) {
    if (nights_) {
      return follow_parts(batch, out);
    }
    if (decayed_) {
      out = batch.fast;
      return values_.follow(batch.value.data(), batch.size(), [](std::size_t, double) {});
    }
    return values_.follow(batch.value.data(), batch.size(),
                          [&](std::size_t i, double sum) { out[i] = sum; });
  }

  // Yang & Zhang's.
  template <std::size_t kMost>
  std::size_t follow_parts(const Variances<kMost>& batch, Row<double, kMost>& out) {
    using Moments = MomentFold::Summary;
    Row<double, kMost> between;
    nights_->follow(batch.night.data(), batch.size(),
                    [&](std::size_t i, const Moments& night) { between[i] = night.deviation; });
    days_->follow(batch.day.data(), batch.size(), [&](std::size_t i, const Moments& day) {
      between[i] += weight_ * day.deviation;
    });
    return values_.follow(batch.range.data(), batch.size(), [&](std::size_t i, double sum) {
      out[i] = between[i] / (count_ - 1) + (1 - weight_) * sum / count_;
    });
  }

  double count_;
  double weight_;
  bool decayed_;
  RollingSum values_;  // of bars; of ranges for yang_zhang
  std::optional<RollingSum> lengths_;
  std::optional<RollingFold<MomentFold>> nights_;
  std::optional<RollingFold<MomentFold>> days_;
};

}  // namespace barometer::regime_plugin
