// SPDX-License-Identifier: Apache-2.0
// The `ml_common_regime` tagger: the ten numbers of the Python module ml-common.regime, its quirks
// included, for models that were trained on them. docs/regime_plugins.md says when to use it.

#include <barometer/sdk/indicators/log_return.hpp>
#include <barometer/sdk/price_path.hpp>
#include <barometer/sdk/regime_tagger.hpp>
#include <barometer/sdk/tags.hpp>

#include <algorithm>
#include <array>
#include <optional>

#include "trend.hpp"
#include "volatility.hpp"

namespace barometer::ml_common {

namespace {

enum Dimension : std::size_t {
  kVolatility,
  kVolatilityPercentile,
  kVolatilityDuration,
  kVolatilityStability,
  kTrend,
  kTrendStrength,
  kTrendDuration,
  kTrendAcceleration,
  kSession,
  kWeekday,
  kBadBars,
  kDimensionCount
};

constexpr std::array kSessionLabels{"asia", "europe", "us", "overnight"};
constexpr std::array kLabelValues{0.0f, 1.0f, 2.0f, 3.0f};
constexpr std::array kTrendValues{-2.0f, -1.0f, 0.0f, 1.0f, 2.0f};
constexpr std::array kWeekdayValues{0.0f,     1.0f / 7, 2.0f / 7, 3.0f / 7,
                                    4.0f / 7, 5.0f / 7, 6.0f / 7};

constexpr std::int64_t kWarmupBars = kHistory - 1;

// Every label's value is the module's number for it.
template <std::size_t N>
bm_dimension category(const char* name, const std::array<const char*, N>& labels,
                      const std::array<float, N>& values, std::int64_t warmup, const char* help,
                      bm_known_ahead known_ahead = BM_KNOWN_NO) {
  return category_dimension({.name = name,
                             .labels = labels,
                             .values = values,
                             .warmup_bars = warmup,
                             .known_ahead = known_ahead,
                             .help = help});
}

bm_dimension scalar(const char* name, const char* unit, std::int64_t warmup, const char* help) {
  return scalar_dimension({.name = name, .unit = unit, .warmup_bars = warmup, .help = help});
}

class MlCommonRegime {
 public:
  static constexpr PluginInfo kInfo{
      .name = "ml_common_regime",
      .version = "1.0.0",
      .description = "The ten numbers of the Python module ml-common.regime, quirks included"};
  static constexpr std::array<bm_param_spec, 0> kParams{};

  static std::vector<bm_dimension> dimensions(const Params&) {
    return {
        category("volatility", TagLabels<Volatility>::names, kLabelValues, kWarmupBars,
                 "24-bar volatility against 1.5, 3 and 5 %; values 0..3"),
        scalar("volatility_percentile", "0..100", kWarmupBars,
               "share of 25 windows below the present one; window 0 always counts as 0"),
        scalar("volatility_duration", "bars", kWarmupBars,
               "bars of the present volatility label, at most 167"),
        scalar("volatility_stability", "0..1", kWarmupBars,
               "share of neighbours that agree among 12 labels, 6 bars apart"),
        category("trend", TagLabels<Trend>::names, kTrendValues, kWarmupBars,
                 "simple return over 24 prices against 2 and 5 %; values -2..2"),
        scalar("trend_strength", "0..1", kWarmupBars,
               "1 - SSE / SST of the line through the first of 24 prices"),
        scalar("trend_duration", "bars", kWarmupBars,
               "bars of the present trend label before this one, at most 71"),
        scalar("trend_acceleration", "price per bar", kWarmupBars,
               "slope over 12 prices minus slope over 24"),
        category("session", kSessionLabels, kLabelValues, 0,
                 "UTC hour of the close: 0-8, 8-16, 16-22, 22-24; values 0..3", BM_KNOWN_DAY),
        category("weekday", TagLabels<Weekday>::names, kWeekdayValues, 0,
                 "UTC weekday of the close; values monday 0 to sunday 6/7", BM_KNOWN_WEEK),
        scalar("bad_bars", "bars", 0,
               "bars so far that were left out: NaN, price <= 0 or high < low"),
    };
  }

  MlCommonRegime(const Params&, const bm_instrument&, std::span<const std::uint8_t> wanted)
      : wants_volatility_(any(wanted, kVolatility, kVolatilityStability)),
        wants_trend_(any(wanted, kTrend, kTrendAcceleration)) {}

  void tag(const TagBlock& block) {
    for (std::int64_t k = 0; k < block.count(); ++k) {
      const Bar bar = block.bar(k);
      if (PricePath::good(bar)) {
        advance(block, k, bar.close);
      } else {
        ++bad_bars_;
        write_unknown(block, k);
      }
      write_time(block, k, bar.close_time_ns);
      block.set(kBadBars, k, static_cast<float>(bad_bars_));
    }
  }

  void state(auto& archive) { archive(volatility_, trend_, last_close_, closes_, bad_bars_); }

 private:
  static bool any(std::span<const std::uint8_t> wanted, Dimension first, Dimension last) {
    return std::ranges::any_of(wanted.subspan(first, last + 1 - first),
                               [](std::uint8_t flag) { return flag != 0; });
  }

  void advance(const TagBlock& block, std::int64_t k, double close) {
    VolatilityTags volatility;
    TrendTags trend;
    if (wants_volatility_ && closes_ > 0) {
      volatility = volatility_.update(log_return(close, last_close_));
    }
    if (wants_trend_) {
      trend = trend_.update(close);
    }
    last_close_ = close;
    ++closes_;
    if (closes_ < static_cast<std::int64_t>(kHistory)) {
      write_unknown(block, k);
      return;
    }
    write(block, k, volatility);
    write(block, k, trend);
  }

  static void write(const TagBlock& block, std::int64_t k, const VolatilityTags& tags) {
    block.set(kVolatility, k, tags.label);
    block.set(kVolatilityPercentile, k, tags.percentile);
    block.set(kVolatilityDuration, k, static_cast<float>(tags.duration));
    block.set(kVolatilityStability, k, tags.stability);
  }

  static void write(const TagBlock& block, std::int64_t k, const TrendTags& tags) {
    block.set(kTrend, k, static_cast<std::int8_t>(tags.label + 2));
    block.set(kTrendStrength, k, tags.strength);
    block.set(kTrendDuration, k, static_cast<float>(tags.duration));
    block.set(kTrendAcceleration, k, tags.acceleration);
  }

  static void write_unknown(const TagBlock& block, std::int64_t k) {
    block.set(kVolatility, k, BM_TAG_UNKNOWN);
    block.set(kTrend, k, BM_TAG_UNKNOWN);
    for (const Dimension d : {kVolatilityPercentile, kVolatilityDuration, kVolatilityStability,
                              kTrendStrength, kTrendDuration, kTrendAcceleration}) {
      block.set(d, k, kUnknownScalar);
    }
  }

  static void write_time(const TagBlock& block, std::int64_t k, std::int64_t close_time_ns) {
    constexpr std::int64_t kHour = 3'600'000'000'000;
    constexpr std::int64_t kThursday = 3;  // 1970-01-01
    const std::int64_t hours = (close_time_ns - (close_time_ns < 0 ? kHour - 1 : 0)) / kHour;
    const std::int64_t hour = ((hours % 24) + 24) % 24;
    const std::int64_t day = (hours - hour) / 24;
    block.set(kSession, k, static_cast<std::int8_t>((hour >= 8) + (hour >= 16) + (hour >= 22)));
    block.set(kWeekday, k, static_cast<std::int8_t>(((day + kThursday) % 7 + 7) % 7));
  }

  bool wants_volatility_;
  bool wants_trend_;
  VolatilityFamily volatility_;
  TrendFamily trend_;
  double last_close_ = 0;
  std::int64_t closes_ = 0;  // of good bars
  std::int64_t bad_bars_ = 0;
};

}  // namespace

}  // namespace barometer::ml_common

BAROMETER_REGIME(barometer::ml_common::MlCommonRegime)
