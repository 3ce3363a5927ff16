// SPDX-License-Identifier: Apache-2.0
// The `regime` tagger: volatility, trend and time of every bar. docs/regimes.md defines them all.

#include <barometer/sdk/regime_tagger.hpp>

#include <algorithm>
#include <array>
#include <bit>

#include "dimensions.hpp"
#include "parameters.hpp"
#include "time_family.hpp"
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
    time_.tag(block);
    if (!follows_prices_) {
      return;
    }
    Moves moves;
    for (moves.first = 0; moves.first < block.count(); moves.first += Moves::kMost) {
      moves.count = std::min(block.count() - moves.first, Moves::kMost);
      finder_.find(block, moves);
      if (volatility_.wanted()) {
        volatility_.tag(block, moves);
      }
      if (trend_.wanted()) {
        trend_.tag(block, moves);
      }
    }
  }

  void reset() {
    finder_.reset();
    volatility_.reset();
    trend_.reset();
    time_.reset();
  }

  void state(auto& archive) {
    auto identity = identity_;
    archive(identity);
    if (identity != identity_) {
      throw std::invalid_argument(
          "the state belongs to another bar size, venue or choice of dimensions");
    }
    archive(finder_, volatility_, trend_, time_);
  }

 private:
  RegimePlugin(const Settings& settings, const bm_instrument& instrument, const Wanted& wanted)
      : identity_{std::bit_cast<std::uint64_t>(instrument.bar_ns),
                  std::bit_cast<std::uint64_t>(instrument.bars_per_session_day),
                  static_cast<std::uint64_t>(instrument.venue_kind), wanted.bits()},
        finder_(instrument, settings.gap_bars),
        volatility_(settings.volatility, wanted),
        trend_(settings.trend, wanted),
        time_(instrument),
        follows_prices_(volatility_.wanted() || trend_.wanted() || wanted.any({kBadBars})) {}

  std::array<std::uint64_t, 4> identity_;  // what a saved state must agree with, beside the params
  MoveFinder finder_;
  VolatilityFamily volatility_;
  TrendFamily trend_;
  TimeFamily time_;
  bool follows_prices_;
};

}  // namespace

}  // namespace barometer::regime

BAROMETER_REGIME(barometer::regime::RegimePlugin)
