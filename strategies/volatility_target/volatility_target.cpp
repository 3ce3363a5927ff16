// SPDX-License-Identifier: Apache-2.0
// A long portfolio in which every symbol carries the same forecast risk: weight = target /
// (forecast volatility * symbols with a forecast), scaled down together where the weights add up to
// more than `gross`, set anew every `rebalance` steps. The forecast is the exponentially weighted
// root mean square of log returns, per year (RiskMetrics, J. P. Morgan 1996, with a half-life).

#include <barometer/sdk/indicators/decayed_mean.hpp>
#include <barometer/sdk/indicators/log_return.hpp>
#include <barometer/sdk/per_symbol.hpp>
#include <barometer/sdk/strategy.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace {

class VolatilityTarget final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "volatility_target",
      .version = "1.0.0",
      .description = "Long portfolio, each symbol weighted by target over forecast volatility"};

  static constexpr std::array kParams{
      barometer::fraction_param({.name = "target",
                                 .fallback = 0.1,
                                 .minimum = 1e-6,
                                 .maximum = 10,
                                 .unit = "volatility a year",
                                 .help = "of the portfolio if all symbols moved as one"}),
      barometer::number_param({.name = "half_life",
                               .fallback = 30,
                               .minimum = 1,
                               .maximum = 100'000,
                               .unit = "bars",
                               .help = "of the forecast; as many returns come before the first"}),
      barometer::integer_param({.name = "rebalance",
                                .fallback = 20,
                                .minimum = 1,
                                .maximum = 1'000'000,
                                .unit = "steps",
                                .help = "from one setting of the weights to the next"}),
      barometer::fraction_param({.name = "gross",
                                 .fallback = 1,
                                 .minimum = 1e-6,
                                 .maximum = 100,
                                 .unit = "fraction of equity",
                                 .help = "greatest sum of the weights"})};

  explicit VolatilityTarget(barometer::Setup& setup)
      : target_(setup.params().fraction("target")),
        half_life_(setup.params().number("half_life")),
        rebalance_(setup.params().integer("rebalance")),
        gross_(setup.params().fraction("gross")),
        forecasts_(setup, [this](const bm_instrument& instrument) {
          return Forecast{barometer::DecayedMean(half_life_),
                          instrument.bars_per_session_day * instrument.session_days_per_year};
        }) {}

  void on_step(barometer::Context& ctx) override {
    Strategy::on_step(ctx);
    if (ctx.warming_up() || ++steps_ < rebalance_) {
      return;
    }
    const double risk = weight_times_volatility();
    for (std::uint32_t i = 0; i < ctx.active_count(); ++i) {
      const std::uint32_t symbol = ctx.active(i);
      if (risk > 0 && has_forecast(forecasts_[symbol])) {
        ctx.target_weight(symbol, risk / forecasts_[symbol].volatility);
        steps_ = 0;
      }
    }
  }

  void on_bar(const barometer::Bar& bar, barometer::Context& /*ctx*/) override {
    Forecast& forecast = forecasts_[bar.symbol];
    if (forecast.last_close > 0) {
      const double move = barometer::log_return(bar.close, forecast.last_close);
      forecast.volatility = std::sqrt(forecast.variance.update(move * move) * forecast.bars_a_year);
      ++forecast.returns;
    }
    forecast.last_close = bar.close;
  }

 private:
  struct Forecast {
    barometer::DecayedMean variance;  // per bar
    double bars_a_year;
    double volatility = 0;  // per year
    double last_close = 0;
    std::int64_t returns = 0;
  };

  // A forecast of 0, of a price that has not moved, cannot be divided by.
  bool has_forecast(const Forecast& forecast) const {
    return static_cast<double>(forecast.returns) >= half_life_ && forecast.volatility > 0;
  }

  // The product of weight and volatility that all symbols share; 0 while none has a forecast.
  double weight_times_volatility() const {
    double count = 0;
    double inverse_volatility = 0;  // sum of 1 / volatility
    for (std::uint32_t symbol = 0; symbol < forecasts_.size(); ++symbol) {
      if (has_forecast(forecasts_[symbol])) {
        ++count;
        inverse_volatility += 1 / forecasts_[symbol].volatility;
      }
    }
    return count > 0 ? std::min(target_ / count, gross_ / inverse_volatility) : 0;
  }

  double target_;     // per year
  double half_life_;  // bars
  std::int64_t rebalance_;
  double gross_;
  barometer::PerSymbol<Forecast> forecasts_;
  std::int64_t steps_ = 0;  // since the weights were set
};

}  // namespace

BAROMETER_STRATEGY(VolatilityTarget)
