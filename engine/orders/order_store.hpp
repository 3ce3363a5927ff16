// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>

#include "config/fill_rules.hpp"
#include "core/reserved_log.hpp"
#include "core/symbol.hpp"
#include "core/timestamp.hpp"
#include "data/step.hpp"
#include "orders/instruments.hpp"
#include "orders/open_orders.hpp"
#include "orders/order.hpp"

namespace barometer::data {
struct BarRow;
}  // namespace barometer::data

namespace barometer::orders {

class ViewUnits;

// What a REPLACE makes of an order: signed units still to fill, and prices. NaN: as it is.
struct Replacement {
  double quantity = kNoPrice;
  double limit = kNoPrice;
  double stop = kNoPrice;
  double trail = kNoPrice;  // as WorkingOrder::trail
};

// Every order of the run, every change in its life, and which of them are open. A change of one
// order brings with it what hangs on it: the others of its OCO group, its parent, its children.
// Nothing here allocates after construction.
class OrderStore {
 public:
  struct Sizes {
    std::size_t expected_orders = 0;  // only sizes the reserved address space
    std::size_t capacity = 0;         // how many may be open at a time
  };

  // The instruments, one per symbol, outlive this. `touch` decides which way limits are rounded
  // where their units change.
  OrderStore(std::span<const Instrument> instruments, Sizes sizes,
             config::LimitTouch touch = config::LimitTouch::fill);

  // [step] Takes an order on: to work, or to wait for its parent. Beyond the capacity references
  // to orders do not survive this. REQUIRES: a symbol that exists, record.quantity != 0.
  Slot accept(OrderRecord record, WorkingOrder order, const data::Step& now);

  // [step] Accepts a market order of the engine's own, which closes a position of `held` units.
  // It has no number of the strategy's, and there is room for it in any case.
  Slot accept_closing(core::SymbolIndex symbol, double held, bm_order_reason reason,
                      const data::Step& now);

  // [step] Records an order that is rejected at once. Its symbol may be one that does not exist.
  void reject(OrderRecord record, bm_order_reason reason, const data::Step& now);

  // [step] Ends an order, and with it the children that still wait for it.
  void reject(Slot slot, bm_order_reason reason, const data::Step& now) {
    end(slot, OrderEvent::reject, reason, now);
  }

  void cancel(Slot slot, bm_order_reason reason, const data::Step& now) {
    end(slot, OrderEvent::cancel, reason, now);
  }

  // [step] Cancels all open orders of the symbol, but for `spared`. False where there are none.
  bool cancel_all(core::SymbolIndex symbol, bm_order_reason reason, const data::Step& now,
                  Slot spared = 0);

  // The same for all symbols.
  void cancel_everything(bm_order_reason reason, const data::Step& now);

  // [step] The order's stop is reached.
  void trigger(Slot slot, const BarPoint& at, const data::Step& now);

  // [step] `quantity` signed units of the order fill. What is left stays open unless `last`. The
  // others of its group and what is left of its parent are cancelled; its children are activated
  // in proportion.
  void fill(Slot slot, double quantity, bool last, const BarPoint& at, const data::Step& now);

  // [step] Takes over what the strategy wants changed.
  void replace(Slot slot, const Replacement& replacement, const data::Step& now);

  // [step] Cancels GTD orders whose time is before that of the step.
  void cancel_overdue(const data::Step& now) { expire(now.time_ns - 1, now); }

  // [step] Cancels GTD orders whose time is that of the step, or before it.
  void cancel_due(const data::Step& now) { expire(now.time_ns, now); }

  // [step] Moves the stop of a trailing stop that a bar did not fill; `index` is the bar's.
  void trail(Slot slot, const data::BarRow& bar, std::int64_t index);

  // [step] An order that is sized at its fill is one of `quantity` signed units from now on, of
  // which it fills `closes_first` with the orders that reduce.
  void size(Slot slot, double quantity, double closes_first = 0);

  // [step] In this bar the order has filled as far as it could.
  void mark_tried(Slot slot, std::int64_t bar) { open_.edit(slot).tried_bar = bar; }

  // [step] The session in which a DAY order works.
  void enter_session(Slot slot, core::Day date) { open_.edit(slot).session = date; }

  // [step] A split has made the units `before` into those `after`. Open orders of the symbol keep
  // what they are in the strategy's view: a limit is rounded to its less aggressive tick again, and
  // what is no whole lot any more is cancelled (lot_size).
  void split(core::SymbolIndex symbol, const ViewUnits& before, const ViewUnits& after,
             const data::Step& now);

  // [step] Places of orders that have ended may be used again; no walk may go on over them.
  void recycle() { open_.recycle(); }

  const OpenOrders& open_orders() const { return open_; }

  const WorkingOrder& order(Slot slot) const { return open_.order(slot); }

  const OrderRecord& record(std::uint64_t id) const { return records_[id - 1]; }

  std::span<const OrderRecord> records() const { return records_.view(); }

  // In the order in which they happened.
  std::span<const OrderChange> changes() const { return changes_.view(); }

  // How often the set of open orders, or one of them, has changed.
  std::uint64_t version() const { return version_; }

  config::LimitTouch limit_touch() const { return touch_; }

  // How often a symbol's orders have been split.
  std::uint64_t splits() const { return splits_; }

  // Hands over the logs; nothing else of the store may be used afterwards.
  core::ReservedLog<OrderRecord> take_records() { return std::move(records_); }

  core::ReservedLog<OrderChange> take_changes() { return std::move(changes_); }

 private:
  // Something happens to an open order: `edit` changes what has to change in it.
  // REQUIRES: the event can happen in its state.
  template <class Edit>
  void change(Slot slot, OrderEvent event, bm_order_reason reason, const data::Step& now,
              Edit edit);
  void change(Slot slot, OrderEvent event, bm_order_reason reason, const data::Step& now);
  OrderRecord& append(const OrderRecord& record, const data::Step& now);
  void log(const OrderRecord& record, OrderEvent event, bm_order_reason reason, double quantity,
           const data::Step& now);
  void end(Slot slot, OrderEvent event, bm_order_reason reason, const data::Step& now);
  void cancel_oco_siblings(const WorkingOrder& filled, const data::Step& now);
  void cancel_parent(const WorkingOrder& child, const data::Step& now);
  void activate_children(const WorkingOrder& parent, const BarPoint& at, const data::Step& now);
  void activate(Slot slot, double quantity, const BarPoint& at, const data::Step& now);
  void cancel_waiting(const WorkingOrder& parent, const data::Step& now);
  double rest_of(const WorkingOrder& order, double quantity) const;
  double share_of(const WorkingOrder& child, const WorkingOrder& parent) const;
  void keep_whole_lots(Slot slot, const data::Step& now);
  void expire(core::Timestamp until, const data::Step& now);
  void expect_expiry(core::Timestamp time);

  std::span<const Instrument> instruments_;
  config::LimitTouch touch_;
  core::ReservedLog<OrderRecord> records_;
  core::ReservedLog<OrderChange> changes_;
  OpenOrders open_;
  core::Timestamp next_expiry_;  // the earliest GTD expiry that may still lie ahead
  std::uint64_t version_ = 1;
  std::uint64_t splits_ = 0;
};

}  // namespace barometer::orders
