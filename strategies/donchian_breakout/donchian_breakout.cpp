// SPDX-License-Identifier: Apache-2.0
// Long breakouts: while a symbol is flat a buy stop rests at the top of its Donchian channel, with
// a trailing stop some average true ranges behind it as its child. A trade that the trail ends at
// its first distance loses `risk` of equity, gaps and costs apart; no entry is larger than
// `weight`.

#include <barometer/sdk/indicators/atr.hpp>
#include <barometer/sdk/indicators/donchian.hpp>
#include <barometer/sdk/per_symbol.hpp>
#include <barometer/sdk/strategy.hpp>
#include <barometer/sdk/weight_param.hpp>

#include <algorithm>
#include <array>

namespace {

class DonchianBreakout final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "donchian_breakout",
      .version = "1.0.0",
      .description = "Buy stops at the Donchian channel, trailing stops in average true ranges"};

  static constexpr std::array kParams{
      barometer::bars_param("channel", {.fallback = 20, .help = "whose highest high is the entry"}),
      barometer::bars_param("atr", {.fallback = 20, .help = "length of the average true range"}),
      barometer::number_param({.name = "trail",
                               .fallback = 3,
                               .minimum = 0.01,
                               .maximum = 1'000,
                               .unit = "average true ranges",
                               .help = "from the best price to the stop"}),
      barometer::fraction_param({.name = "risk",
                                 .fallback = 0.01,
                                 .minimum = 1e-6,
                                 .maximum = 1,
                                 .unit = "fraction of equity",
                                 .help = "lost where the stop is hit before it has moved"}),
      barometer::weight_param(1e-6, "greatest position at entry; default: 1 / number of symbols")};

  explicit DonchianBreakout(barometer::Setup& setup)
      : trail_(setup.params().number("trail")),
        risk_(setup.params().fraction("risk")),
        weight_(barometer::weight_of(setup)),
        states_(setup, State{barometer::Donchian(setup.params().integer("channel")),
                             barometer::Atr(setup.params().integer("atr"))}) {}

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    State& state = states_[bar.symbol];
    state.channel.update(bar.high, bar.low);
    state.atr.update(bar.high, bar.low, bar.close);
    const bool known = state.channel.ready() && state.atr.ready() && state.atr.value() > 0;
    if (!known || ctx.warming_up() || ctx.position(bar.symbol) != 0) {
      return;
    }
    const bool rests = is_resting(bar.symbol, ctx);
    if (rests && state.entry == state.channel.upper()) {
      return;
    }
    if (rests) {
      ctx.cancel_all(bar.symbol);
    }
    enter(bar.symbol, state, ctx);
  }

 private:
  struct State {
    barometer::Donchian channel;
    barometer::Atr atr;
    double entry = 0;  // price of the last entry order
  };

  static bool is_resting(std::uint32_t symbol, const barometer::Context& ctx) {
    const auto orders = ctx.open_orders();
    return std::any_of(orders.begin(), orders.end(),
                       [symbol](const bm_open_order& open) { return open.order.symbol == symbol; });
  }

  void enter(std::uint32_t symbol, State& state, barometer::Context& ctx) const {
    state.entry = state.channel.upper();
    const double distance = trail_ * state.atr.value();
    const double quantity = ctx.equity() * std::min(risk_ / distance, weight_ / state.entry);
    if (quantity > 0) {
      ctx.bracket(symbol, {.quantity = quantity,
                           .entry_stop = state.entry,
                           .trail = barometer::Trail::price(distance)});
    }
  }

  double trail_;   // average true ranges
  double risk_;    // fraction of equity
  double weight_;  // fraction of equity
  barometer::PerSymbol<State> states_;
};

}  // namespace

BAROMETER_STRATEGY(DonchianBreakout)
