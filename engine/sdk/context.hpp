// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/bar.hpp>
#include <barometer/sdk/order_options.hpp>
#include <barometer/sdk/step_writer.hpp>

#include <cstdint>
#include <span>

namespace barometer {

// A change of one symbol's label in a category; changes from and to unknown are reported too.
// `onset_bar` is the tagger's estimate of the symbol's bar at which the new label began, -1 where
// there is none; under a coarser or a market-wide tagger it is the symbol's own first bar in or
// after that bar. CategoryTag says whether a change is one of its dimension, and between which
// labels.
using RegimeChange = bm_regime_change;

// The view that a strategy has in one step, and the place for its orders, all of it in units of
// each symbol's first bar: a split changes no bar, position, price or open order. Valid until
// on_step returns. Orders meet the next bar of their symbol (unless the YAML's `broker.fill` says
// otherwise); while the run or the strategy warms up they are dropped. A symbol that is none of the
// run, or has had no bar, throws BadRead where something of it is read; an order for it is
// rejected.
class Context : public StepWriter {
 public:
  // `warmup_bars`: those that the strategy has declared, Setup::declare_warmup.
  Context(const bm_view& view, bm_step_output& out, std::int64_t warmup_bars = 0)
      : StepWriter(out), view_(&view), orders_(&out.orders), warmup_bars_(warmup_bars) {}

  // --- What is known ---------------------------------------------------------------------------

  std::int64_t time_ns() const { return view_->time_ns; }

  std::int64_t step() const { return view_->step; }

  bool warming_up() const { return view_->warming_up != 0; }

  // Whether orders for the symbol are taken now: the run has begun, and the symbol has had more
  // bars than the strategy has declared as its warm-up.
  bool is_warm(std::uint32_t symbol) const {
    return !warming_up() && shown(symbol, "ctx.is_warm").bar_count > warmup_bars_;
  }

  // The same of every symbol that has just closed a bar.
  bool is_warm() const {
    for (std::uint32_t i = 0; i < active_count(); ++i) {
      if (!is_warm(view_->active[i])) {
        return false;
      }
    }
    return true;
  }

  std::uint32_t symbol_count() const { return view_->symbol_count; }

  // Symbols that have just closed a bar, ascending.
  std::uint32_t active_count() const { return view_->active_count; }

  // i < active_count().
  std::uint32_t active(std::uint32_t i) const {
    if (i >= view_->active_count) [[unlikely]] {
      detail::throw_bad_read(BM_NO_SYMBOL, -1,
                             "ctx.active(i) of more symbols than have just closed a bar: i is "
                             "below ctx.active_count()");
    }
    return view_->active[i];
  }

  std::int64_t bar_count(std::uint32_t symbol) const {
    return shown(symbol, "ctx.bar_count").bar_count;
  }

  // The symbol's latest bar, where bar_count(symbol) > 0.
  Bar bar(std::uint32_t symbol) const {
    const bm_symbol_view& view = shown(symbol, "ctx.bar");
    if (view.bar_count == 0) [[unlikely]] {
      detail::throw_bad_read(symbol, -1,
                             "ctx.bar() of a symbol that has had no bar yet: guard it with "
                             "`ctx.bar_count(symbol) > 0`");
    }
    Bar bar = bar_at(view.bars, view.bar_count - 1);
    bar.symbol = symbol;
    bar.view = &view;
    return bar;
  }

  // The calendar of the symbol's latest bar: session, date, minute, flags (abi/bars.h).
  const bm_calendar_row& calendar(std::uint32_t symbol) const { return bar(symbol).calendar(); }

  // Signed units held; average price in quote currency (0 when flat); signed units in orders that
  // were accepted and not yet filled.
  double position(std::uint32_t symbol) const { return shown(symbol, "ctx.position").position; }

  double average_price(std::uint32_t symbol) const {
    return shown(symbol, "ctx.average_price").average_price;
  }

  double working(std::uint32_t symbol) const { return shown(symbol, "ctx.working").working; }

  // Whether nothing is held, and nothing on its way that would open a position; stops and limits
  // of a group, which `working` leaves out, may rest all the same.
  bool is_flat(std::uint32_t symbol) const {
    const bm_symbol_view& view = shown(symbol, "ctx.is_flat");
    return view.position == 0 && view.working == 0;
  }

  // Units of the latest bar's day in one unit here: a quantity of that day is the one here times
  // this, a price of that day the one here divided by it. 1 where nothing was split.
  double factor(std::uint32_t symbol) const { return shown(symbol, "ctx.factor").factor; }

  // Account currency, marked at the last closes.
  double cash() const { return view_->cash; }

  double equity() const { return view_->equity; }

  // Since the last step, in the order in which they happened.
  std::span<const bm_fill> fills() const { return {view_->fills, view_->fill_count}; }

  std::span<const bm_order_update> updates() const { return {view_->updates, view_->update_count}; }

  // The changes of the categories that the strategy reads, detected when this step's bars closed;
  // by symbol, then dimension. A symbol's first known tag is a change from unknown.
  std::span<const RegimeChange> regime_changes() const {
    return {view_->regime_changes, view_->regime_change_count};
  }

  // All open orders, including children that wait for their parent's fill.
  std::span<const bm_open_order> open_orders() const {
    return {view_->open_orders, view_->open_order_count};
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

  // Account currency > 0; becomes units where it fills, or at the last close, as `broker.size_at`
  // of the run says.
  void buy_notional(std::uint32_t symbol, double notional) {
    market(symbol, BM_BUY, BM_AMOUNT_NOTIONAL, notional);
  }

  void sell_notional(std::uint32_t symbol, double notional) {
    market(symbol, BM_SELL, BM_AMOUNT_NOTIONAL, notional);
  }

  // Signed units to hold, net of what is held and working, orders sent before in this step
  // included; a target already reached is no order.
  void target_quantity(std::uint32_t symbol, double quantity) {
    if (quantity != position(symbol) + working(symbol) || has_sent(symbol)) {
      market(symbol, BM_SIDE_BY_TARGET, BM_AMOUNT_TARGET_QUANTITY, quantity);
    }
  }

  // Signed share of equity to hold, less the run's cash buffer; sized as a notional is.
  void target_weight(std::uint32_t symbol, double weight) {
    market(symbol, BM_SIDE_BY_TARGET, BM_AMOUNT_TARGET_WEIGHT, weight);
  }

  // Sizes the position so that it moves `target` of equity a year where the symbol moves `forecast`
  // of its price a year (both standard deviations): target_weight(target / forecast), short where
  // `side` < 0, at most `most` in size. No order is sent where the forecast is unknown or 0.
  void target_volatility(std::uint32_t symbol, double side, double target, double forecast,
                         double most = 1) {
    if (forecast > 0 && side != 0) {
      const double weight = target / forecast < most ? target / forecast : most;
      target_weight(symbol, side > 0 ? weight : -weight);
    }
  }

  // Orders that were sent in this step up to now; the view does not know them yet.
  std::uint32_t sent_count() const { return orders_->count; }

  // Closes the position. Orders that rest for the symbol or were sent before in this step are
  // cancelled, so that none of them opens a new position.
  void close(std::uint32_t symbol) {
    if (!has_resting(symbol) && !has_sent(symbol)) {
      target_quantity(symbol, 0);
      return;
    }
    cancel_all(symbol);
    if (position(symbol) != 0) {
      market(symbol, BM_SIDE_BY_TARGET, BM_AMOUNT_TARGET_QUANTITY, 0);
    }
  }

  // --- Orders that wait for a price or a time: signed units, > 0 buys ---------------------------

  void limit(std::uint32_t symbol, double quantity, double price, const OrderOptions& more = {}) {
    bm_order order = units(symbol, BM_ORDER_LIMIT, quantity, more);
    order.limit_price = price;
    submit(order);
  }

  void stop(std::uint32_t symbol, double quantity, double price, const OrderOptions& more = {}) {
    bm_order order = units(symbol, BM_ORDER_STOP, quantity, more);
    order.stop_price = price;
    submit(order);
  }

  void stop_limit(std::uint32_t symbol, double quantity, double stop_price, double limit_price,
                  const OrderOptions& more = {}) {
    bm_order order = units(symbol, BM_ORDER_STOP_LIMIT, quantity, more);
    order.stop_price = stop_price;
    order.limit_price = limit_price;
    submit(order);
  }

  // `begin`: where the stop stands first; the trail behind the last price unless stated.
  void trailing_stop(std::uint32_t symbol, double quantity, Trail trail,
                     const OrderOptions& more = {}, double begin = kUnchanged) {
    bm_order order = units(symbol, BM_ORDER_TRAILING_STOP, quantity, more);
    order.trail_kind = trail.kind;
    order.trail = trail.distance;
    order.stop_price = detail::said(begin);
    submit(order);
  }

  void market_on_close(std::uint32_t symbol, double quantity, const OrderOptions& more = {}) {
    submit(units(symbol, BM_ORDER_MARKET_ON_CLOSE, quantity, more));
  }

  // Sends an entry, and exits that live from its fill on and cancel each other. Returns the entry's
  // id. Where one exit is rejected, or the buffer has no room for all, the whole bracket is
  // rejected.
  std::uint64_t bracket(std::uint32_t symbol, const Bracket& bracket) {
    const std::uint64_t id = bracket.id != 0 ? bracket.id : fresh_id();
    const bool stops = bracket.trail.kind != BM_TRAIL_NONE || detail::is_given(bracket.stop);
    const std::uint32_t count =
        1u + (stops ? 1u : 0u) + (detail::is_given(bracket.target) ? 1u : 0u);
    if (!warming_up() && orders_->capacity - orders_->count < count) {
      orders_->overflowed += count;
      return id;
    }
    send_entry(symbol, bracket, id);
    const OrderOptions stop_options{.id = id + 1, .oco_group = 1, .parent = id};
    if (bracket.trail.kind != BM_TRAIL_NONE) {
      trailing_stop(symbol, -bracket.quantity, bracket.trail, stop_options, bracket.stop);
    } else if (detail::is_given(bracket.stop)) {
      stop(symbol, -bracket.quantity, bracket.stop, stop_options);
    }
    if (detail::is_given(bracket.target)) {
      limit(symbol, -bracket.quantity, bracket.target,
            {.id = id + 2, .oco_group = 1, .parent = id});
    }
    return id;
  }

  // Cancels the latest open order with that id; where there is none the cancel is rejected with
  // no_such_order.
  void cancel(std::uint32_t symbol, std::uint64_t id) {
    bm_order order = blank(symbol);
    order.action = BM_ORDER_CANCEL;
    order.client_order_id = id;
    submit(order);
  }

  void cancel_all(std::uint32_t symbol) { cancel(symbol, 0); }

  void replace(std::uint32_t symbol, std::uint64_t id, const Change& change) {
    bm_order order = blank(symbol);
    order.action = BM_ORDER_REPLACE;
    order.client_order_id = id;
    order.amount = detail::said(change.quantity);
    order.limit_price = detail::said(change.limit);
    order.stop_price = detail::said(change.stop);
    order.trail = detail::said(change.trail);
    submit(order);
  }

  // Sends any order; abi/order.h defines the fields. Orders beyond the run's buffer are rejected.
  void submit(const bm_order& order) {
    if (warming_up()) {
      return;
    }
    if (orders_->count == orders_->capacity) {
      ++orders_->overflowed;
      return;
    }
    orders_->data[orders_->count++] = order;
  }

 private:
  const bm_symbol_view& shown(std::uint32_t symbol, const char* call) const {
    if (symbol >= view_->symbol_count) [[unlikely]] {
      detail::throw_no_symbol(call, symbol, view_->symbol_count);
    }
    return view_->symbols[symbol];
  }

  bool has_resting(std::uint32_t symbol) const {
    for (const bm_open_order& open : open_orders()) {
      if (open.order.symbol == symbol && open.order.type != BM_ORDER_MARKET) {
        return true;
      }
    }
    return false;
  }

  // True when an order for the symbol was sent in this step; the view does not know it yet.
  bool has_sent(std::uint32_t symbol) const {
    for (std::uint32_t i = 0; i < orders_->count; ++i) {
      if (orders_->data[i].symbol == symbol) {
        return true;
      }
    }
    return false;
  }

  // An id that no author picks by hand: 2^62 plus step and place in the buffer.
  std::uint64_t fresh_id() const {
    constexpr std::uint64_t kGenerated = std::uint64_t{1} << 62;
    return kGenerated | static_cast<std::uint64_t>(step()) << 24 | orders_->count << 2;
  }

  void send_entry(std::uint32_t symbol, const Bracket& bracket, std::uint64_t id) {
    const bool stops = detail::is_given(bracket.entry_stop);
    const bool limits = detail::is_given(bracket.entry_limit);
    const bm_order_type type = stops && limits ? BM_ORDER_STOP_LIMIT
                               : stops         ? BM_ORDER_STOP
                               : limits        ? BM_ORDER_LIMIT
                                               : BM_ORDER_MARKET;
    bm_order order = units(symbol, type, bracket.quantity, {.id = id});
    order.limit_price = bracket.entry_limit;
    order.stop_price = bracket.entry_stop;
    submit(order);
  }

  static bm_order blank(std::uint32_t symbol) {
    bm_order order{};
    order.symbol = symbol;
    order.limit_price = kUnchanged;
    order.stop_price = kUnchanged;
    order.trail = kUnchanged;
    return order;
  }

  static bm_order units(std::uint32_t symbol, bm_order_type type, double quantity,
                        const OrderOptions& more) {
    bm_order order = blank(symbol);
    order.type = type;
    order.side = quantity < 0 ? BM_SELL : BM_BUY;
    order.amount = quantity < 0 ? -quantity : quantity;
    order.time_in_force = more.time_in_force;
    order.oco_group = more.oco_group;
    order.expiry_ns = more.expiry_ns;
    order.parent = more.parent;
    order.client_order_id = more.id;
    return order;
  }

  void market(std::uint32_t symbol, bm_side side, bm_amount_kind kind, double amount) {
    bm_order order = blank(symbol);
    order.side = side;
    order.amount_kind = kind;
    order.amount = amount;
    submit(order);
  }

  const bm_view* view_;
  bm_order_buffer* orders_;
  std::int64_t warmup_bars_;
};

}  // namespace barometer
