// SPDX-License-Identifier: Apache-2.0
// The strategy that the README shows; a test holds the two against each other.

#include <barometer/sdk/strategy.hpp>

#include <array>

class Momentum final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "momentum", .version = "1.0.0", .description = "Long in strong upward trends"};
  static constexpr std::array kParams{barometer::bars_param(
      "lookback", {.fallback = 72, .help = "momentum is the close over the close this long ago"})};

  explicit Momentum(barometer::Setup& setup)
      : lookback_(setup.params().integer("lookback")),
        trend_(setup.category<barometer::Trend>("trend")) {}

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    const bool rising = bar.index >= lookback_ && bar.close > bar.ago(lookback_).close;
    if (rising && trend_[bar] == barometer::Trend::strong_up) {
      ctx.target_weight(bar.symbol, 0.10);
    } else {
      ctx.close(bar.symbol);
    }
  }

 private:
  std::int64_t lookback_;  // bars
  barometer::CategoryTag<barometer::Trend> trend_;
};

BAROMETER_STRATEGY(Momentum)
