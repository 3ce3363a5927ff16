// SPDX-License-Identifier: Apache-2.0
// The `regime` tagger: volatility, trend and time of every bar. docs/regimes.md defines them all.

#include <barometer/sdk/price_path.hpp>
#include <barometer/sdk/regime_tagger.hpp>

#include <array>
#include <bit>

#include "clock.hpp"
#include "dimensions.hpp"
#include "parameters.hpp"
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
      : RegimePlugin(read_settings(params, BarSize{instrument.bars_per_session_day,
                                                   instrument.venue_kind == BM_VENUE_SESSIONS}),
                     instrument, Wanted(wanted)) {}

  void tag(const TagBlock& block) {
    for (std::int64_t k = 0; k < block.count(); ++k) {
      const Bar bar = block.bar(k);
      if (PricePath::good(bar)) {
        advance(bar, block.calendar(k));
        write_volatility(block, k, volatility_.tags());
        write_trend(block, k, trend_.tags());
      } else {
        ++bad_bars_;
        write_volatility(block, k, VolatilityTags{});
        write_trend(block, k, TrendTags{});
      }
      write_time(block, k, bar);
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
    archive(path_, volatility_, trend_, bad_bars_, session_onset_, weekday_onset_, calendar_onset_);
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

  void advance(const Bar& bar, const bm_calendar_row& row) {
    if (path_.advance(bar, row.session_date)) {
      volatility_.update(
          {bar, path_.previous_close(), path_.log_return(), row.session_date, row.local_minute});
      trend_.update(path_.log_return(), bar.index);
    } else {
      volatility_.start();
      trend_.start();
    }
  }

  static void write_volatility(const TagBlock& block, std::int64_t k, const VolatilityTags& tags) {
    block.set(kVolatility, k, tags.id);
    block.set_onset(kVolatility, k, tags.onset);
    block.set(kVolatilityPercentile, k, tags.percentile);
    block.set(kVolatilityDuration, k, tags.duration);
    block.set(kVolatilityStability, k, tags.stability);
    block.set(kVolatilityDay, k, tags.day);
    block.set(kVolatilityRatio, k, tags.ratio);
  }

  static void write_trend(const TagBlock& block, std::int64_t k, const TrendTags& tags) {
    block.set(kTrend, k, tags.id);
    block.set_onset(kTrend, k, tags.onset);
    block.set(kTrendStrength, k, tags.strength);
    block.set(kTrendDuration, k, tags.duration);
    block.set(kTrendAcceleration, k, tags.acceleration);
    block.set(kTrendZ, k, tags.z);
    block.set(kTrendEfficiency, k, tags.efficiency);
  }

  void write_time(const TagBlock& block, std::int64_t k, const Bar& bar) {
    const bm_calendar_row& row = block.calendar(k);
    write_id(block, kSession, k, clock_.session(row, bar.close_time_ns), session_onset_);
    write_id(block, kWeekday, k, SessionClock::weekday(row), weekday_onset_);
    write_id(block, kCalendar, k, SessionClock::calendar(row), calendar_onset_);
    block.set(kMinutesFromOpen, k, clock_.minutes_from_open(row, bar.close_time_ns));
    block.set(kMinutesToClose, k, clock_.minutes_to_close(row, bar.close_time_ns));
  }

  template <class Id>
  static void write_id(const TagBlock& block, Dimension dimension, std::int64_t k, Id id,
                       IdOnset& onset) {
    const auto value = static_cast<std::int8_t>(id);
    block.set(dimension, k, value);
    block.set_onset(dimension, k, onset.update(value, block.first() + k));
  }

  std::array<std::uint64_t, 4> identity_;  // what a saved state must agree with, beside the params
  PricePath path_;
  VolatilityFamily volatility_;
  TrendFamily trend_;
  SessionClock clock_;
  IdOnset session_onset_;
  IdOnset weekday_onset_;
  IdOnset calendar_onset_;
  std::int64_t bad_bars_ = 0;
};

}  // namespace

}  // namespace barometer::regime

BAROMETER_REGIME(barometer::regime::RegimePlugin)
