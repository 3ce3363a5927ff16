// SPDX-License-Identifier: Apache-2.0
// Buys what closes above the highest high of a channel, with a stop and a target that the broker
// holds from the fill on: each trade risks the same part of equity.

#include <barometer/sdk/indicators/atr.hpp>
#include <barometer/sdk/per_symbol.hpp>
#include <barometer/sdk/strategy.hpp>

#include <algorithm>
#include <array>

class BreakoutBracket final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{.name = "breakout_bracket",
                                               .version = "1.0.0",
                                               .description = "Breakouts with stop and target"};
  static constexpr std::array kParams{
      barometer::bars_param("channel", {.fallback = 48, .help = "whose highest high is broken"}),
      barometer::fraction_param({.name = "risk",
                                 .fallback = 0.005,
                                 .minimum = 0,
                                 .maximum = 1,
                                 .unit = "fraction of equity",
                                 .help = "lost where the stop is reached"})};

  explicit BreakoutBracket(barometer::Setup& setup)
      : channel_(setup.params().integer("channel")),
        risk_(setup.params().fraction("risk")),
        range_(setup, barometer::Atr(14)) {
    setup.declare_warmup(std::max<std::int64_t>(channel_, 14));
  }

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    barometer::Atr& range = range_[bar.symbol];
    range.update(bar.high, bar.low, bar.close);
    const bool flat = ctx.is_flat(bar.symbol);
    if (!flat || !ctx.is_warm(bar.symbol)) {
      return;
    }
    const barometer::BarWindow before = highs(bar.ago(1), channel_);
    if (bar.close > *std::max_element(before.begin(), before.end())) {
      const double distance = 2 * range.value();
      ctx.bracket(bar.symbol, {.quantity = risk_ * ctx.equity() / distance,
                               .stop = bar.close - distance,
                               .target = bar.close + 2 * distance});
    }
  }

 private:
  std::int64_t channel_;  // bars
  double risk_;           // fraction of equity
  barometer::PerSymbol<barometer::Atr> range_;
};

BAROMETER_STRATEGY(BreakoutBracket)
