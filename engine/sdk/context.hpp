// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/bar.hpp>

#include <cstdint>
#include <limits>
#include <span>

namespace barometer {

// A category of one symbol that became another, unknown included. `onset_bar` is the tagger's
// estimate of the symbol's bar at which the new one began, -1 where it has none; under a coarser or
// a market-wide tagger it is the symbol's own first bar in or after that one. CategoryTag says
// whether a change is its own, and names its ids.
using RegimeChange = bm_regime_change;

// What a strategy sees in one step, and where its orders go. Valid until on_step returns.
// Orders meet the next bar of their symbol (unless the YAML's `broker.fill` says otherwise); while
// the run warms up they are dropped.
class Context {
 public:
  Context(const bm_view& view, bm_order_buffer& orders) : view_(&view), orders_(&orders) {}

  // --- What is known ---------------------------------------------------------------------------

  std::int64_t time_ns() const { return view_->time_ns; }

  std::int64_t step() const { return view_->step; }

  bool warming_up() const { return view_->warming_up != 0; }

  std::uint32_t symbol_count() const { return view_->symbol_count; }

  // Symbols that have just closed a bar, ascending.
  std::uint32_t active_count() const { return view_->active_count; }

  std::uint32_t active(std::uint32_t i) const { return view_->active[i]; }

  std::int64_t bar_count(std::uint32_t symbol) const { return view_->symbols[symbol].bar_count; }

  // The symbol's latest bar. REQUIRES: bar_count(symbol) > 0.
  Bar bar(std::uint32_t symbol) const {
    const bm_symbol_view& view = view_->symbols[symbol];
    Bar bar = bar_at(view.bars, view.bar_count - 1);
    bar.symbol = symbol;
    bar.view = &view;
    return bar;
  }

  // Signed units held; average price in quote currency (0 when flat); signed units in orders that
  // were accepted and not yet filled.
  double position(std::uint32_t symbol) const { return view_->symbols[symbol].position; }

  double average_price(std::uint32_t symbol) const { return view_->symbols[symbol].average_price; }

  double working(std::uint32_t symbol) const { return view_->symbols[symbol].working; }

  // Account currency, marked at the last closes.
  double cash() const { return view_->cash; }

  double equity() const { return view_->equity; }

  // Since the last step, in the order in which they happened.
  std::span<const bm_fill> fills() const { return {view_->fills, view_->fill_count}; }

  std::span<const bm_order_update> updates() const { return {view_->updates, view_->update_count}; }

  // What became of the categories that the strategy reads when this step's bars closed; by symbol,
  // then dimension. A symbol's first known tag is a change from unknown.
  std::span<const RegimeChange> regime_changes() const {
    return {view_->regime_changes, view_->regime_change_count};
  }

  const bm_view& raw() const { return *view_; }

  // --- Orders: market, good till cancelled -----------------------------------------------------

  // Units > 0.
  void buy(std::uint32_t symbol, double quantity) {
    market(symbol, BM_BUY, BM_AMOUNT_QUANTITY, quantity);
  }

  void sell(std::uint32_t symbol, double quantity) {
    market(symbol, BM_SELL, BM_AMOUNT_QUANTITY, quantity);
  }

  // Account currency > 0, turned into units at the last close.
  void buy_notional(std::uint32_t symbol, double notional) {
    market(symbol, BM_BUY, BM_AMOUNT_NOTIONAL, notional);
  }

  void sell_notional(std::uint32_t symbol, double notional) {
    market(symbol, BM_SELL, BM_AMOUNT_NOTIONAL, notional);
  }

  // Signed units to hold, net of what is held and working; a target already reached sends nothing.
  void target_quantity(std::uint32_t symbol, double quantity) {
    if (quantity != position(symbol) + working(symbol)) {
      market(symbol, BM_SIDE_BY_TARGET, BM_AMOUNT_TARGET_QUANTITY, quantity);
    }
  }

  // Signed share of equity to hold, less the run's cash buffer, sized at the last close.
  void target_weight(std::uint32_t symbol, double weight) {
    market(symbol, BM_SIDE_BY_TARGET, BM_AMOUNT_TARGET_WEIGHT, weight);
  }

  // Holds so much that the position moves `target` of equity a year where the symbol moves
  // `forecast` of its price a year (both standard deviations): target_weight(target / forecast),
  // short where `side` < 0, in size at most `most`. A forecast that is unknown or 0 sends nothing.
  void target_volatility(std::uint32_t symbol, double side, double target, double forecast,
                         double most = 1) {
    if (forecast > 0 && side != 0) {
      const double weight = target / forecast < most ? target / forecast : most;
      target_weight(symbol, side > 0 ? weight : -weight);
    }
  }

  // Closes what is held and what is still working.
  void close(std::uint32_t symbol) { target_quantity(symbol, 0); }

  // Any order; fields as abi/order.h says. One order more than the run's buffer holds ends the run.
  void submit(const bm_order& order) {
    if (warming_up()) {
      return;
    }
    if (orders_->count == orders_->capacity) {
      orders_->overflowed = 1;
      return;
    }
    orders_->data[orders_->count++] = order;
  }

 private:
  void market(std::uint32_t symbol, bm_side side, bm_amount_kind kind, double amount) {
    bm_order order{};
    order.symbol = symbol;
    order.action = BM_ORDER_SUBMIT;
    order.type = BM_ORDER_MARKET;
    order.side = side;
    order.amount_kind = kind;
    order.time_in_force = BM_GTC;
    order.amount = amount;
    order.limit_price = kNone;
    order.stop_price = kNone;
    order.trail = kNone;
    submit(order);
  }

  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

  const bm_view* view_;
  bm_order_buffer* orders_;
};

}  // namespace barometer
