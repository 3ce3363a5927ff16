// SPDX-License-Identifier: Apache-2.0
// The `regime` tagger: ten core dimensions of volatility, trend and time, and what they are built
// on. docs/regimes.md defines them all.

#include <barometer/sdk/price_path.hpp>
#include <barometer/sdk/regime_tagger.hpp>

#include <array>
#include <bit>

#include "dimensions.hpp"
#include "parameters.hpp"
#include "session.hpp"
#include "trend.hpp"
#include "volatility.hpp"

namespace barometer::regime {

namespace {

class RegimePlugin {
 public:
  static constexpr PluginInfo kInfo{
      .name = "regime",
      .version = "1.0.0",
      .description = "Volatility, trend and time regimes of every bar, from that bar and the past"};
  static constexpr auto kParams = kParameters;

  static std::vector<bm_dimension> dimensions(const Params& params) {
    return declared_dimensions(read_settings(params, std::nullopt));
  }

  RegimePlugin(const Params& params, const bm_instrument& instrument,
               std::span<const std::uint8_t> wanted)
      : RegimePlugin(read_settings(params, instrument.bars_per_session_day), instrument,
                     Wanted(wanted)) {}

  void tag(const TagBlock& block) {
    for (std::int64_t k = 0; k < block.count(); ++k) {
      const Bar bar = block.bar(k);
      if (PricePath::good(bar)) {
        advance(bar, block.calendar(k).session_date);
        write_volatility(block, k, volatility_.tags());
        write_trend(block, k, trend_.tags());
      } else {
        ++bad_bars_;
        write_volatility(block, k, VolatilityTags{});
        write_trend(block, k, TrendTags{});
      }
      write_time(block, k, bar.close_time_ns);
      block.set(kBadBars, k, static_cast<float>(bad_bars_));
    }
  }

  void state(auto& archive) {
    auto identity = identity_;
    archive(identity);
    if (identity != identity_) {
      throw std::invalid_argument(
          "the state belongs to another bar size, venue or choice of dimensions");
    }
    archive(path_, volatility_, trend_, bad_bars_);
  }

 private:
  RegimePlugin(const Settings& settings, const bm_instrument& instrument, const Wanted& wanted)
      : identity_{std::bit_cast<std::uint64_t>(instrument.bar_ns),
                  std::bit_cast<std::uint64_t>(instrument.bars_per_session_day),
                  static_cast<std::uint64_t>(instrument.venue_kind), wanted.bits()},
        path_(instrument, settings.gap_bars),
        volatility_(settings.volatility, wanted),
        trend_(settings.trend, wanted),
        clock_(instrument) {}

  void advance(const Bar& bar, std::int32_t session_date) {
    if (path_.advance(bar, session_date)) {
      volatility_.update(path_.log_return());
      trend_.update(path_.log_return());
    } else {
      volatility_.start();
      trend_.start();
    }
  }

  static void write_volatility(const TagBlock& block, std::int64_t k, const VolatilityTags& tags) {
    block.set(kVolatility, k, static_cast<std::int8_t>(tags.id));
    block.set(kVolatilityPercentile, k, tags.percentile);
    block.set(kVolatilityDuration, k, tags.duration);
    block.set(kVolatilityStability, k, tags.stability);
    block.set(kVolatilityDay, k, tags.day);
    block.set(kVolatilityRatio, k, tags.ratio);
  }

  static void write_trend(const TagBlock& block, std::int64_t k, const TrendTags& tags) {
    block.set(kTrend, k, static_cast<std::int8_t>(tags.id));
    block.set(kTrendStrength, k, tags.strength);
    block.set(kTrendDuration, k, tags.duration);
    block.set(kTrendAcceleration, k, tags.acceleration);
    block.set(kTrendZ, k, tags.z);
    block.set(kTrendEfficiency, k, tags.efficiency);
  }

  void write_time(const TagBlock& block, std::int64_t k, std::int64_t close_time_ns) const {
    const bm_calendar_row& row = block.calendar(k);
    block.set(kSession, k, static_cast<std::int8_t>(clock_.session(row, close_time_ns)));
    block.set(kWeekday, k, static_cast<std::int8_t>(SessionClock::weekday(row)));
  }

  std::array<std::uint64_t, 4> identity_;  // what a saved state must agree with, beside the params
  PricePath path_;
  VolatilityFamily volatility_;
  TrendFamily trend_;
  SessionClock clock_;
  std::int64_t bad_bars_ = 0;
};

}  // namespace

}  // namespace barometer::regime

BAROMETER_REGIME(barometer::regime::RegimePlugin)
