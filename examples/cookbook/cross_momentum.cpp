// SPDX-License-Identifier: Apache-2.0
// Cross-section momentum: each week long the best third and short the worst third of the symbols,
// as much of the one as of the other, so that it matters little where all of them go together.

#include <barometer/sdk/cross_section.hpp>
#include <barometer/sdk/strategy.hpp>

#include <array>
#include <cmath>

class CrossMomentum final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{.name = "cross_momentum",
                                               .version = "1.0.0",
                                               .description = "Long the best, short the worst"};
  static constexpr std::array kParams{
      barometer::bars_param("lookback", {.fallback = 120, .help = "over which it has risen"}),
      barometer::bars_param("skip", {.fallback = 5, .help = "latest bars that do not count"})};

  explicit CrossMomentum(barometer::Setup& setup)
      : lookback_(setup.params().integer("lookback")),
        skip_(setup.params().integer("skip")),
        ranks_(setup) {
    setup.declare_warmup(lookback_ + skip_);
  }

  void on_step(barometer::Context& ctx) override {
    const barometer::Date today = ctx.bar(ctx.active(0)).date();
    if (today.days - last_.days < 7 || !any_is_warm(ctx)) {
      return;
    }
    last_ = today;
    ranks_.rank(ctx, [&](const barometer::Bar& bar) {
      return ctx.is_warm(bar.symbol)  // who begins late is left out
                 ? bar.ago(skip_).close / bar.ago(skip_ + lookback_).close - 1
                 : NAN;
    });
    const std::size_t third = ranks_.size() / 3;
    hold_long_short(ctx, ranks_.top(third), ranks_.bottom(third), 0.45);
  }

 private:
  static bool any_is_warm(const barometer::Context& ctx) {
    for (std::uint32_t i = 0; i < ctx.active_count(); ++i) {
      if (ctx.is_warm(ctx.active(i))) {
        return true;
      }
    }
    return false;
  }

  std::int64_t lookback_;  // bars
  std::int64_t skip_;      // bars
  barometer::CrossSection ranks_;
  barometer::Date last_;
};

BAROMETER_STRATEGY(CrossMomentum)
