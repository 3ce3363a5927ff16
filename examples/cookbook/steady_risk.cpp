// SPDX-License-Identifier: Apache-2.0
// Long every symbol, each at a size that is forecast to move equity by the same amount; it trades
// only where the forecast has moved the size by more than a band.

#include <barometer/sdk/per_symbol.hpp>
#include <barometer/sdk/strategy.hpp>

#include <array>
#include <cmath>

class SteadyRisk final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "steady_risk", .version = "1.0.0", .description = "Every symbol at the same risk"};
  static constexpr std::array kParams{
      barometer::fraction_param({.name = "target",
                                 .fallback = 0.1,
                                 .minimum = 0,
                                 .maximum = 2,
                                 .unit = "of equity a year per symbol",
                                 .help = "standard deviation that a position is to have"}),
      barometer::fraction_param({.name = "band",
                                 .fallback = 0.2,
                                 .minimum = 0,
                                 .maximum = 1,
                                 .unit = "fraction of the size",
                                 .help = "how far a size may be off before it is set anew"})};

  explicit SteadyRisk(barometer::Setup& setup)
      : target_(setup.params().fraction("target")),
        band_(setup.params().fraction("band")),
        days_a_year_(setup, [](const bm_instrument& i) { return i.session_days_per_year; }),
        most_(1.0 / setup.symbol_count()),
        forecast_(setup.scalar("volatility_forecast")) {}

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    const double a_year =
        forecast_[bar] * std::sqrt(days_a_year_[bar.symbol]);  // NaN where it is unknown
    const double held = ctx.position(bar.symbol) * bar.close / ctx.equity();
    const double wanted = std::fmin(target_ / a_year, most_);
    if (a_year > 0 && std::abs(held - wanted) > band_ * wanted) {
      ctx.target_volatility(bar.symbol, 1, target_, a_year, most_);
    }
  }

 private:
  double target_;                             // of equity, a year
  double band_;                               // fraction of the size
  barometer::PerSymbol<double> days_a_year_;  // sessions
  double most_;                               // greatest weight
  barometer::ScalarTag forecast_;
};

BAROMETER_STRATEGY(SteadyRisk)
