// SPDX-License-Identifier: Apache-2.0
// Two strategies in one: follows the move while the market trends, bets against it while the market
// goes sideways, and starts from nothing whenever the one takes over from the other.

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
    if (trend_.changed(change) && trends(trend_.from(change)) != trends(trend_.to(change))) {
      ctx.close(change.symbol);
    }
  }

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    barometer::ZScore& z = z_[bar.symbol];
    z.update(bar.close);
    const barometer::Trend trend = trend_[bar];
    const bool flat = ctx.position(bar.symbol) == 0 && ctx.working(bar.symbol) == 0;
    if (flat && trends(trend)) {
      ctx.target_weight(bar.symbol, trend > barometer::Trend::sideways ? weight_ : -weight_);
    } else if (flat && trend == barometer::Trend::sideways && z.value() < -stretched_) {
      ctx.target_weight(bar.symbol, weight_);
    } else if (!flat && trend == barometer::Trend::sideways && z.value() > 0) {
      ctx.close(bar.symbol);
    }
  }

 private:
  static bool trends(barometer::Trend trend) {
    return trend == barometer::Trend::strong_up || trend == barometer::Trend::strong_down;
  }

  double stretched_;  // standard deviations
  double weight_;     // fraction of equity
  barometer::CategoryTag<barometer::Trend> trend_;
  barometer::PerSymbol<barometer::ZScore> z_;
};

BAROMETER_STRATEGY(RegimeSwitch)
