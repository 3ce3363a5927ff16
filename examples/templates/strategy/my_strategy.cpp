// SPDX-License-Identifier: Apache-2.0
// Holds what has risen, while its market is calm or normal.

#include <barometer/sdk/strategy.hpp>

#include <array>

class MyStrategy final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "my_strategy", .version = "0.1.0", .description = "Holds what has risen"};

  // What `params` of the YAML may set. The program checks type and range before anything runs.
  static constexpr std::array kParams{
      barometer::bars_param("lookback",
                            {.fallback = 48, .help = "risen: above the close this many bars ago"}),
      barometer::fraction_param({.name = "weight",
                                 .fallback = 0.1,
                                 .minimum = 0,
                                 .maximum = 1,
                                 .unit = "fraction of equity per symbol",
                                 .help = "size of a position"})};

  // Every tag that on_bar reads is declared here. Make room for data here too: on_bar must not
  // allocate, print or read files.
  explicit MyStrategy(barometer::Setup& setup)
      : lookback_(setup.params().integer("lookback")),
        weight_(setup.params().fraction("weight")),
        volatility_(setup.category<barometer::Volatility>("volatility")) {}

  // Called for every bar that has just closed. Orders meet the next bar of the symbol.
  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    if (bar.index < lookback_) {
      return;  // ago() would look before the first bar
    }
    // Change these two first. A tag is `unknown` until its tagger has seen enough bars.
    const bool rising = bar.close > bar.ago(lookback_).close;
    const bool quiet = volatility_[bar] == barometer::Volatility::calm ||
                       volatility_[bar] == barometer::Volatility::normal;

    const bool flat = ctx.is_flat(bar.symbol);
    if (flat && rising && quiet) {
      ctx.target_weight(bar.symbol, weight_);
    } else if (!flat && !(rising && quiet)) {
      ctx.close(bar.symbol);
    }
  }

 private:
  std::int64_t lookback_;  // bars
  double weight_;          // fraction of equity
  barometer::CategoryTag<barometer::Volatility> volatility_;
};

BAROMETER_STRATEGY(MyStrategy)
