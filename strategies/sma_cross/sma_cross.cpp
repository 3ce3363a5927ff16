// SPDX-License-Identifier: Apache-2.0
// Long while the fast average of closes is above the slow one; flat, or short with `short`, while
// it is below. The position stays while the two are equal.

#include <barometer/sdk/indicators/sma.hpp>
#include <barometer/sdk/per_symbol.hpp>
#include <barometer/sdk/strategy.hpp>
#include <barometer/sdk/weight_param.hpp>

#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

namespace {

using barometer::Sma;

class SmaCross final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "sma_cross",
      .version = "1.0.0",
      .description = "Crossing of two simple moving averages of the close, symbol by symbol"};

  static constexpr std::array kParams{
      barometer::bars_param("fast",
                            {.fallback = 10, .help = "length of the fast average; below `slow`"}),
      barometer::bars_param("slow",
                            {.fallback = 50, .minimum = 2, .help = "length of the slow average"}),
      barometer::weight_param(0,
                              "position while the averages agree; default: 1 / number of symbols"),
      barometer::boolean_param(
          {.name = "short", .help = "go short instead of flat while the fast one is below"})};

  explicit SmaCross(barometer::Setup& setup)
      : states_(setup, State{Sma(setup.params().integer("fast")),
                             Sma(setup.params().integer("slow")), Side::none}),
        weight_(barometer::weight_of(setup)),
        short_(setup.params().boolean("short")) {
    const auto fast = setup.params().integer("fast");
    const auto slow = setup.params().integer("slow");
    if (fast >= slow) {
      throw std::invalid_argument("fast (" + std::to_string(fast) + " bars) must be below slow (" +
                                  std::to_string(slow) + " bars)");
    }
  }

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    State& state = states_[bar.symbol];
    state.fast.update(bar.close);
    state.slow.update(bar.close);
    if (!state.slow.ready() || ctx.warming_up()) {
      return;
    }
    const Side side = side_of(state);
    if (side != state.side) {
      state.side = side;
      trade(bar.symbol, side, ctx);
    }
  }

 private:
  static constexpr double kRounding = 1e-12;  // fraction of the average

  enum class Side : std::int8_t { none, up, down };

  struct State {
    Sma fast;
    Sma slow;
    Side side;
  };

  // Averages of prices with few decimals can differ by rounding alone, which must not cause a
  // trade.
  static Side side_of(const State& state) {
    const double slow = state.slow.value();
    const double above = state.fast.value() - slow;
    if (std::fabs(above) <= kRounding * slow) {
      return state.side;
    }
    return above > 0 ? Side::up : Side::down;
  }

  // Few bars trade: out of their way, so that on_bar is small enough to become part of the loop.
  [[gnu::noinline]] void trade(std::uint32_t symbol, Side side, barometer::Context& ctx) const {
    if (side == Side::up) {
      ctx.target_weight(symbol, weight_);
    } else if (short_) {
      ctx.target_weight(symbol, -weight_);
    } else {
      ctx.close(symbol);
    }
  }

  barometer::PerSymbol<State> states_;
  double weight_;  // fraction of equity
  bool short_;
};

}  // namespace

BAROMETER_STRATEGY(SmaCross)
