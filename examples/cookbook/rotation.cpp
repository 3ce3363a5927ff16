// SPDX-License-Identifier: Apache-2.0
// On the first bar of each month moves into the symbols that have risen most, over several look
// backs alike, as long as they have risen at all.

#include <barometer/sdk/cross_section.hpp>
#include <barometer/sdk/strategy.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

class Rotation final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "rotation", .version = "1.0.0", .description = "Holds what has risen most"};
  static constexpr std::array<double, 3> kLookbacks{21, 63, 126};
  static constexpr std::array kParams{
      barometer::integers_param({.name = "lookbacks",
                                 .fallback = kLookbacks,
                                 .minimum = 1,
                                 .maximum = 1000,
                                 .unit = "bars",
                                 .help = "over which it has risen, all counted alike"}),
      barometer::integer_param({.name = "hold", .fallback = 2, .minimum = 1, .help = "symbols"})};

  explicit Rotation(barometer::Setup& setup)
      : lookbacks_(setup.params().integers("lookbacks")),
        hold_(static_cast<std::size_t>(setup.params().integer("hold"))),
        ranks_(setup) {
    setup.declare_warmup(std::ranges::max(lookbacks_));
  }

  void on_step(barometer::Context& ctx) override {
    const int month = ctx.bar(ctx.active(0)).date().month();
    if (month != month_ && any_is_warm(ctx)) {
      month_ = month;
      ranks_.rank(ctx, [&](const barometer::Bar& bar) {
        return ctx.is_warm(bar.symbol) ? rise_of(bar) : NAN;  // who begins late is left out
      });
      hold_equal_weights(ctx, ranks_.top(hold_), 0.95);
    }
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

  // NaN, which leaves the symbol out, where it has not risen.
  double rise_of(const barometer::Bar& bar) const {
    double rise = 0;
    for (const std::int64_t lookback : lookbacks_) {
      rise += bar.close / bar.ago(lookback).close - 1;
    }
    return rise > 0 ? rise : NAN;
  }

  std::vector<std::int64_t> lookbacks_;  // bars
  std::size_t hold_;                     // symbols
  barometer::CrossSection ranks_;
  int month_ = 0;
};

BAROMETER_STRATEGY(Rotation)
