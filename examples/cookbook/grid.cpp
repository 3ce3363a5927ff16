// SPDX-License-Identifier: Apache-2.0
// A grid: rests buy orders at steps below a price, and for each that fills a sale one step above
// it. It earns what the price goes up and down, and holds everything when it only falls.

#include <barometer/sdk/per_symbol.hpp>
#include <barometer/sdk/strategy.hpp>

#include <array>

class Grid final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "grid", .version = "1.0.0", .description = "Buys at steps down, sells a step above"};
  static constexpr std::array kParams{
      barometer::integer_param(
          {.name = "levels", .fallback = 4, .minimum = 1, .maximum = 8, .help = "buy orders"}),
      barometer::fraction_param({.name = "step",
                                 .fallback = 0.02,
                                 .minimum = 1e-4,
                                 .maximum = 0.1,
                                 .unit = "fraction of the anchor",
                                 .help = "from one level to the next"})};

  explicit Grid(barometer::Setup& setup)
      : levels_(static_cast<std::uint64_t>(setup.params().integer("levels"))),
        step_(setup.params().fraction("step")),
        share_(0.9 / static_cast<double>(levels_ * setup.symbol_count())),
        anchor_(setup, 0.0) {}

  // Orders are named by their level: what buys has the level as its id, what sells it 100 more.
  void on_step(barometer::Context& ctx) override {
    for (const bm_fill& fill : ctx.fills()) {
      if (fill.client_order_id > 100) {
        buy_at(fill.symbol, fill.client_order_id - 100, -fill.quantity, ctx);
      } else if (fill.client_order_id > 0) {
        const double above = price_of(fill.symbol, fill.client_order_id - 1);
        ctx.limit(fill.symbol, -fill.quantity, above, {.id = fill.client_order_id + 100});
      }
    }
    Strategy::on_step(ctx);  // calls on_bar
  }

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    double& anchor = anchor_[bar.symbol];
    const bool left_behind = ctx.position(bar.symbol) == 0 && bar.close > anchor * (1 + step_);
    if (!ctx.is_warm(bar.symbol) || !left_behind) {
      return;
    }
    anchor = bar.close;
    ctx.cancel_all(bar.symbol);
    for (std::uint64_t level = 1; level <= levels_; ++level) {
      buy_at(bar.symbol, level, share_ * ctx.equity() / price_of(bar.symbol, level), ctx);
    }
  }

 private:
  double price_of(std::uint32_t symbol, std::uint64_t level) const {
    return anchor_[symbol] * (1 - step_ * static_cast<double>(level));
  }

  void buy_at(std::uint32_t symbol, std::uint64_t level, double units, barometer::Context& ctx) {
    ctx.limit(symbol, units, price_of(symbol, level), {.id = level});
  }

  std::uint64_t levels_;
  double step_;   // fraction of the anchor
  double share_;  // of equity, per level
  barometer::PerSymbol<double> anchor_;
};

BAROMETER_STRATEGY(Grid)
