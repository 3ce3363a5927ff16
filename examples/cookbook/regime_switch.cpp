// SPDX-License-Identifier: Apache-2.0
// Two strategies in one: goes with the market while it trends, bets against it while it goes
// sideways, and starts from nothing whenever the way changes.

#include <barometer/sdk/indicators/z_score.hpp>
#include <barometer/sdk/per_symbol.hpp>
#include <barometer/sdk/strategy.hpp>

#include <array>

class RegimeSwitch final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "regime_switch", .version = "1.0.0", .description = "Follows trends, fades ranges"};
  static constexpr std::array kParams{
      barometer::bars_param("window", {.fallback = 48, .minimum = 2, .help = "of the z-score"}),
      barometer::number_param({.name = "stretched",
                               .fallback = 1.5,
                               .minimum = 0,
                               .help = "z-score from which on a range is faded"})};

  explicit RegimeSwitch(barometer::Setup& setup)
      : stretched_(setup.params().number("stretched")),
        weight_(0.9 / setup.symbol_count()),
        trend_(setup.category<barometer::Trend>("trend")),
        z_(setup, barometer::ZScore(setup.params().integer("window"))) {}

  void on_regime_change(const barometer::RegimeChange& change, barometer::Context& ctx) override {
    if (trend_.changed(change) && way_of(trend_.from(change)) != way_of(trend_.to(change))) {
      ctx.close(change.symbol);
    }
  }

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    barometer::ZScore& z = z_[bar.symbol];
    z.update(bar.close);
    const barometer::Trend trend = trend_[bar];
    const bool flat = ctx.is_flat(bar.symbol);
    if (flat && way_of(trend) != 0) {
      ctx.target_weight(bar.symbol, weight_ * way_of(trend));
    } else if (flat && trend == barometer::Trend::sideways && z.value() < -stretched_) {
      ctx.target_weight(bar.symbol, weight_);
    } else if (!flat && trend == barometer::Trend::sideways && z.value() > 0) {
      ctx.close(bar.symbol);
    }
  }

 private:
  // Where the market goes: 1 up, -1 down, 0 sideways or nobody knows.
  static int way_of(barometer::Trend trend) {
    const bool goes = trend != barometer::Trend::sideways && trend != barometer::Trend::unknown;
    return !goes ? 0 : trend > barometer::Trend::sideways ? 1 : -1;
  }

  double stretched_;  // standard deviations
  double weight_;     // fraction of equity
  barometer::CategoryTag<barometer::Trend> trend_;
  barometer::PerSymbol<barometer::ZScore> z_;
};

BAROMETER_STRATEGY(RegimeSwitch)
