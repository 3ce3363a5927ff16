// SPDX-License-Identifier: Apache-2.0
// Buys every symbol once, at its first bar, and never sells: the benchmark of every strategy. Each
// gets its share of the equity that the run begins with, so that there is money left for one that
// is listed later. An order that is rejected, because the open was too dear for the buying power,
// say, is sent again at the next bar.

#include <barometer/sdk/per_symbol.hpp>
#include <barometer/sdk/strategy.hpp>
#include <barometer/sdk/weight_param.hpp>

#include <array>

namespace {

class BuyAndHold final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "buy_and_hold",
      .version = "1.0.0",
      .description = "Buys every symbol once at its first bar and holds it"};

  static constexpr std::array kParams{barometer::weight_param(
      -10, "share of the first equity put into each symbol; default: 1 / number of symbols")};

  explicit BuyAndHold(barometer::Setup& setup)
      : weight_(barometer::weight_of(setup)), bought_(setup, false) {}

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    if (ctx.position(bar.symbol) != 0) {
      bought_[bar.symbol] = true;
    }
    if (!bought_[bar.symbol] && ctx.working(bar.symbol) == 0 && !ctx.warming_up()) {
      start_ = start_ > 0 ? start_ : ctx.equity();
      buy(bar.symbol, ctx);
    }
  }

 private:
  void buy(std::uint32_t symbol, barometer::Context& ctx) const {
    if (weight_ > 0) {
      ctx.buy_notional(symbol, weight_ * start_);
    } else if (weight_ < 0) {
      ctx.sell_notional(symbol, -weight_ * start_);
    }
  }

  double weight_;     // fraction of the first equity
  double start_ = 0;  // account currency: equity when the first order is sent
  barometer::PerSymbol<bool> bought_;
};

}  // namespace

BAROMETER_STRATEGY(BuyAndHold)
