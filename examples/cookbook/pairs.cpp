// SPDX-License-Identifier: Apache-2.0
// Trades the spread of two symbols: short the one that is dear against the other, long the cheap
// one, until they are back at their usual distance.

#include <barometer/sdk/indicators/z_score.hpp>
#include <barometer/sdk/strategy.hpp>

#include <array>
#include <cmath>

class Pairs final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "pairs", .version = "1.0.0", .description = "Trades the spread of two symbols"};
  static constexpr std::array kParams{
      barometer::bars_param("window", {.fallback = 240, .minimum = 2, .help = "of the z-score"}),
      barometer::number_param({.name = "enter", .fallback = 2, .minimum = 0, .help = "z-score"}),
      barometer::number_param({.name = "leave", .fallback = 0.5, .minimum = 0, .help = "z-score"})};

  explicit Pairs(barometer::Setup& setup)
      : first_(setup.symbol("SYN01")),
        second_(setup.symbol("SYN02")),
        enter_(setup.params().number("enter")),
        leave_(setup.params().number("leave")),
        spread_(setup.params().integer("window")),
        plotted_(setup.series("z_score", "standard deviations")) {}

  void on_step(barometer::Context& ctx) override {
    if (!has_closed(first_, ctx) || !has_closed(second_, ctx)) {
      return;  // a ratio of closes of two times says nothing
    }
    spread_.update(std::log(ctx.bar(first_).close / ctx.bar(second_).close));
    const double z = spread_.value();  // NaN until the window is full
    ctx.plot(plotted_, z);
    const bool flat = ctx.is_flat(first_) && ctx.is_flat(second_);
    if (flat && std::abs(z) > enter_) {
      ctx.target_weight(first_, z > 0 ? -0.4 : 0.4);
      ctx.target_weight(second_, z > 0 ? 0.4 : -0.4);
    } else if (!flat && std::abs(z) < leave_) {
      ctx.close(first_);
      ctx.close(second_);
    }
  }

 private:
  static bool has_closed(std::uint32_t symbol, const barometer::Context& ctx) {
    return ctx.bar_count(symbol) > 0 && ctx.bar(symbol).close_time_ns == ctx.time_ns();
  }

  std::uint32_t first_;
  std::uint32_t second_;
  double enter_;              // standard deviations
  double leave_;              // standard deviations
  barometer::ZScore spread_;  // of the logarithm of the ratio of the closes
  barometer::Series plotted_;
};

BAROMETER_STRATEGY(Pairs)
