// SPDX-License-Identifier: Apache-2.0
// Rides an upward trend while the market is not wild: enters on a rising trend with positive
// momentum, at half size in high volatility, leaves when the trend breaks or volatility turns
// extreme, and opens no position in `avoid_session`. It reads all three families of tags.

#include <barometer/sdk/per_symbol.hpp>
#include <barometer/sdk/strategy.hpp>
#include <barometer/sdk/weight_param.hpp>

#include <algorithm>
#include <array>
#include <span>

namespace {

using barometer::Bar;
using barometer::Session;
using barometer::Trend;
using barometer::Volatility;

constexpr std::array kAvoidable{"none", "asia", "europe", "us", "overnight", "opening", "closing"};

Session session_named(std::string_view name) {
  const auto& names = barometer::TagLabels<Session>::names;
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? Session::unknown : static_cast<Session>(found - names.begin());
}

class RegimeMomentum final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "regime_momentum",
      .version = "1.0.0",
      .description = "Momentum in rising trends, sized by the volatility regime"};

  static constexpr std::array kParams{
      barometer::bars_param("lookback",
                            {.fallback = 72,
                             .minimum = 2,
                             .help = "momentum is the close over the close this long ago"}),
      barometer::weight_param(
          0, "position in calm or normal volatility; default: 1 / number of symbols"),
      barometer::word_param({.name = "avoid_session",
                             .fallback = "none",
                             .words = kAvoidable,
                             .help = "session in which no position is opened"})};

  explicit RegimeMomentum(barometer::Setup& setup)
      : lookback_(setup.params().integer("lookback")),
        weight_(barometer::weight_of(setup)),
        avoid_(session_named(setup.params().word("avoid_session"))),
        volatility_(setup.category<Volatility>("volatility")),
        trend_(setup.category<Trend>("trend")),
        session_(setup.category<Session>("session")),
        requested_(setup, 0.0) {
    setup.declare_warmup(lookback_);
  }

  void on_bar(const Bar& bar, barometer::Context& ctx) override {
    if (!ctx.is_warm(bar.symbol)) {
      return;
    }
    const bool invested = ctx.position(bar.symbol) + ctx.working(bar.symbol) != 0;
    const double wanted = wanted_weight(bar, invested);
    // The account says what is held, not the last request: an order may have been rejected, or a
    // condition of the run may have closed the position.
    const double requested = invested ? requested_[bar.symbol] : 0.0;
    if (wanted != requested) {
      ctx.target_weight(bar.symbol, wanted);
    }
    requested_[bar.symbol] = wanted;
  }

 private:
  // Returns a fraction of equity, 0 where volatility or trend is unknown.
  double wanted_weight(const Bar& bar, bool invested) const {
    const Volatility volatility = volatility_[bar];
    const Trend trend = trend_[bar];
    const bool rising = trend == Trend::strong_up || trend == Trend::weak_up;
    if (!rising || volatility == Volatility::extreme || volatility == Volatility::unknown) {
      return 0.0;
    }
    const double size = volatility == Volatility::high ? weight_ / 2 : weight_;
    return invested || may_enter(bar) ? size : 0.0;
  }

  bool may_enter(const Bar& bar) const {
    const Session session = session_[bar];
    const bool avoided = session == avoid_ && session != Session::unknown;
    return !avoided && bar.close > bar.ago(lookback_).close;
  }

  std::int64_t lookback_;  // bars
  double weight_;          // fraction of equity
  Session avoid_;          // unknown: none
  barometer::CategoryTag<Volatility> volatility_;
  barometer::CategoryTag<Trend> trend_;
  barometer::CategoryTag<Session> session_;
  barometer::PerSymbol<double> requested_;  // weight of the last order sent
};

}  // namespace

BAROMETER_STRATEGY(RegimeMomentum)
