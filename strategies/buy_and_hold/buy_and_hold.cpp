// SPDX-License-Identifier: Apache-2.0
// Buys every symbol once, at its first bar, and never sells: the benchmark of every strategy. Each
// gets its share of the equity that the run begins with, so that there is money left for one that
// is listed later. An order that is rejected, because the open was too dear for the buying power,
// say, is sent again at the next bar; so is the rest of one that ends after a part of it was filled
// (a share of the volume a bar), until the share is held.

#include <barometer/sdk/per_symbol.hpp>
#include <barometer/sdk/strategy.hpp>
#include <barometer/sdk/weight_param.hpp>

#include <algorithm>
#include <array>
#include <cmath>

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
      : weight_(barometer::weight_of(setup)),
        unlevered_(weight_ > 0 && weight_ * setup.symbol_count() <= 1 + kRounding),
        shares_(setup, Share{}) {}

  void on_step(barometer::Context& ctx) override {
    for (const bm_fill& fill : ctx.fills()) {
      shares_[fill.symbol].add(fill);
    }
    for (const bm_order_update& update : ctx.updates()) {
      shares_[update.symbol].end(update);
    }
    Strategy::on_step(ctx);
  }

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    Share& share = shares_[bar.symbol];
    const double working = std::fabs(ctx.working(bar.symbol));
    share.see(std::fabs(ctx.position(bar.symbol)), working);
    if (share.left > kNothing && working == 0 && !ctx.warming_up()) {
      start_ = start_ > 0 ? start_ : ctx.equity();
      buy(bar.symbol, share, ctx);
    }
  }

 private:
  static constexpr double kNothing = 1e-9;   // of a share
  static constexpr double kRounding = 1e-9;  // of the sum of all weights

  // What is bought of one symbol, in shares of it.
  struct Share {
    double left = 1;  // not bought yet, when the order that works ends now
    double asked = 0;
    double units = 0;  // filled of that order
    double spent = 0;  // for them, quote currency
    bool held = false;
    bool refused = false;  // for want of buying power

    void add(const bm_fill& fill) {
      units += std::fabs(fill.quantity);
      spent += std::fabs(fill.quantity) * fill.price;
    }

    // Dust that the venue does not trade is not asked for again.
    void end(const bm_order_update& update) {
      refused = refused || update.reason == BM_REASON_BUYING_POWER;
      const bool small =
          update.reason == BM_REASON_LOT_SIZE || update.reason == BM_REASON_MIN_NOTIONAL;
      const bool dust = small && (held || refused);
      if (update.status == BM_ORDER_FILLED || dust) {
        left = before - asked;
      }
    }

    // A position that something else closed is not opened again. What a part of the order has cost
    // is counted at the price of its first fill, at which all of it was sized.
    void see(double position, double working) {
      left = held && position == 0 ? 0 : left;
      held = held || position > 0;
      if (units > 0 && working > 0) {
        first_price = first_price > 0 ? first_price : spent / units;
        left = before - asked * std::min(1.0, spent / ((units + working) * first_price));
      }
    }

    void ask(double share) {
      before = left;
      asked = share;
      units = spent = first_price = 0;
    }

    double before = 1;       // left when the order was sent
    double first_price = 0;  // mean of its first bar with fills
  };

  // Where shares are bought with cash alone, a rest, or what was too dear, is no more than the cash
  // that fees and dearer fills have left: that is all of it, and none when the cash is spent.
  void buy(std::uint32_t symbol, Share& share, barometer::Context& ctx) const {
    const double whole = std::fabs(weight_) * start_;
    if (unlevered_ && (share.held || share.refused)) {
      share.left = std::min(share.left, ctx.cash() / whole);
      if (share.left <= kNothing) {
        share.left = 0;
        return;
      }
    }
    share.ask(share.left);
    if (weight_ > 0) {
      ctx.buy_notional(symbol, share.left * whole);
    } else if (weight_ < 0) {
      ctx.sell_notional(symbol, share.left * whole);
    }
  }

  double weight_;  // fraction of the first equity
  bool unlevered_;
  double start_ = 0;  // account currency: equity when the first order is sent
  barometer::PerSymbol<Share> shares_;
};

}  // namespace

BAROMETER_STRATEGY(BuyAndHold)
