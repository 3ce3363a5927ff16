// SPDX-License-Identifier: Apache-2.0
#include "orders/order_store.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "data/bar_row.hpp"
#include "orders/trailing.hpp"
#include "orders/view_units.hpp"

namespace barometer::orders {

namespace {

constexpr core::Timestamp kNever = std::numeric_limits<core::Timestamp>::max();

void close_record(OrderRecord& record, OrderEvent event, bm_order_reason reason,
                  const data::Step& now) {
  record.status = status_after(event);
  record.reason = reason;
  record.end_step = now.index;
  record.end_time_ns = now.time_ns;
}

// NaN leaves the old value.
void take_over(double& old, double changed) {
  old = std::isnan(changed) ? old : changed;
}

void apply(const Replacement& change, WorkingOrder& order, OrderRecord& record) {
  if (!std::isnan(change.quantity)) {
    order.quantity = change.quantity;
    order.at_fill = {};
    order.closes_first = 0;
    record.quantity = order.filled + change.quantity;
    // Children go by what their parent requested when they were sent.
    order.requested = order.parent != 0 ? record.quantity : order.requested;
  }
  take_over(order.limit, change.limit);
  take_over(record.limit_price, change.limit);
  take_over(order.stop, change.stop);
  take_over(record.stop_price, change.stop);
  take_over(order.trail, change.trail);
}

// Prices come from the view's, which the split leaves as they are.
struct SplitPrices {
  const ViewUnits& before;
  const ViewUnits& after;
  config::LimitTouch touch;

  double price(double day) const { return after.day_price(before.view_price(day)); }

  double limit(double day, bool buys) const {
    return after.day_limit(before.view_price(day), buys, touch);
  }

  double stop(double day, bool buys) const { return after.day_stop(before.view_price(day), buys); }
};

void apply_split(const data::SplitRatio& ratio, const SplitPrices& split, WorkingOrder& order,
                 OrderRecord& record) {
  for (double* units : {&order.quantity, &order.closes_first, &order.requested, &order.filled,
                        &record.quantity, &record.estimate}) {
    *units = ratio.multiply(*units);
  }
  for (double* limit : {&order.limit, &record.limit_price}) {
    *limit = split.limit(*limit, order.buys());
  }
  for (double* stop : {&order.stop, &record.stop_price}) {
    *stop = split.stop(*stop, order.buys());
  }
  for (double* price : {&order.best, &order.since_price}) {
    *price = split.price(*price);
  }
  order.trail = order.trails_by_fraction ? order.trail : split.price(order.trail);
}

}  // namespace

OrderStore::OrderStore(std::span<const Instrument> instruments, Sizes sizes,
                       config::LimitTouch touch)
    : instruments_(instruments),
      touch_(touch),
      records_(sizes.expected_orders),
      changes_(2 * sizes.expected_orders),
      open_(instruments.size(), sizes.capacity),
      next_expiry_(kNever) {}

OrderRecord& OrderStore::append(const OrderRecord& record, const data::Step& now) {
  OrderRecord& stored = records_.push_back(record);
  stored.id = records_.size();
  stored.step = now.index;
  stored.time_ns = now.time_ns;
  return stored;
}

void OrderStore::log(const OrderRecord& record, OrderEvent event, bm_order_reason reason,
                     double quantity, const data::Step& now) {
  changes_.push_back({.order_id = record.id,
                      .step = now.index,
                      .time_ns = now.time_ns,
                      .event = event,
                      .state = record.state,
                      .reason = reason,
                      .quantity = quantity});
}

Slot OrderStore::accept(OrderRecord record, WorkingOrder order, const data::Step& now) {
  const OrderEvent event = record.parent != 0 ? OrderEvent::hold : OrderEvent::accept;
  record.state = order.state = next_state(OrderState::fresh, event);
  const OrderRecord& stored = append(record, now);
  order.id = stored.id;
  order.priced_ns = now.time_ns;
  const Slot slot = open_.add(order);
  if (order.parent != 0) {
    open_.edit(open_.find(order.symbol, order.parent)).has_child = true;
  }
  if (order.time_in_force == BM_GTD) {
    expect_expiry(order.expiry_ns);
  }
  ++version_;
  log(stored, event, BM_REASON_NONE, order.quantity, now);
  return slot;
}

Slot OrderStore::accept_closing(core::SymbolIndex symbol, double held, bm_order_reason reason,
                                const data::Step& now) {
  OrderRecord record;
  WorkingOrder order;
  record.symbol = order.symbol = symbol;
  record.amount_kind = BM_AMOUNT_QUANTITY;
  record.amount = record.quantity = order.quantity = order.requested = -held;
  record.cut_by = reason;
  return accept(record, order, now);
}

void OrderStore::reject(OrderRecord record, bm_order_reason reason, const data::Step& now) {
  record.state = OrderState::rejected;
  close_record(record, OrderEvent::reject, reason, now);
  log(append(record, now), OrderEvent::reject, reason, record.quantity, now);
}

template <class Edit>
void OrderStore::change(Slot slot, OrderEvent event, bm_order_reason reason, const data::Step& now,
                        Edit edit) {
  WorkingOrder& order = open_.begin_change(slot);
  OrderRecord& record = records_[order.id - 1];
  edit(order, record);
  order.state = record.state = next_state(order.state, event);
  record.filled = order.filled;
  ++version_;
  log(record, event, reason, order.quantity, now);
  if (!is_open(order.state)) {
    close_record(record, event, reason, now);
  }
  open_.end_change(slot);
}

void OrderStore::change(Slot slot, OrderEvent event, bm_order_reason reason,
                        const data::Step& now) {
  change(slot, event, reason, now, [](WorkingOrder&, OrderRecord&) {});
}

void OrderStore::end(Slot slot, OrderEvent event, bm_order_reason reason, const data::Step& now) {
  const WorkingOrder order = open_.order(slot);
  change(slot, event, reason, now);
  if (order.has_child) {
    cancel_waiting(order, now);
  }
}

bool OrderStore::cancel_all(core::SymbolIndex symbol, bm_order_reason reason, const data::Step& now,
                            Slot spared) {
  bool any = false;
  open_.for_each(symbol, [&](Slot slot) {
    if (slot != spared) {
      change(slot, OrderEvent::cancel, reason, now);
      any = true;
    }
  });
  return any;
}

void OrderStore::cancel_everything(bm_order_reason reason, const data::Step& now) {
  for (core::SymbolIndex symbol = 0; symbol < open_.symbol_count(); ++symbol) {
    cancel_all(symbol, reason, now);
  }
}

void OrderStore::trigger(Slot slot, const BarPoint& at, const data::Step& now) {
  change(slot, OrderEvent::trigger, BM_REASON_NONE, now,
         [&](WorkingOrder& order, OrderRecord&) { order.begin_at(at); });
}

void OrderStore::fill(Slot slot, double quantity, bool last, const BarPoint& at,
                      const data::Step& now) {
  const std::uint64_t id = open_.order(slot).id;
  change(slot, last ? OrderEvent::fill : OrderEvent::fill_part, BM_REASON_NONE, now,
         [&](WorkingOrder& order, OrderRecord&) {
           order.quantity = last ? 0 : rest_of(order, quantity);
           order.filled += quantity;
           order.closes_first = 0;
         });
  WorkingOrder filled = open_.order(slot);
  filled.id = id;  // an order that has ended has lost its number, and nothing else
  if (filled.oco_group != 0) {
    cancel_oco_siblings(filled, now);
  }
  if (filled.parent != 0) {
    cancel_parent(filled, now);
  }
  if (filled.has_child) {
    activate_children(filled, at, now);
  }
  if (filled.has_child && last) {
    cancel_waiting(filled, now);
  }
}

void OrderStore::cancel_oco_siblings(const WorkingOrder& filled, const data::Step& now) {
  open_.for_each(filled.symbol, [&](Slot slot) {
    if (open_.order(slot).is_oco_sibling_of(filled)) {
      cancel(slot, BM_REASON_GROUP, now);
    }
  });
}

// What is left of an entry whose exit has begun.
void OrderStore::cancel_parent(const WorkingOrder& child, const data::Step& now) {
  if (const Slot slot = open_.find(child.symbol, child.parent); slot != 0) {
    cancel(slot, BM_REASON_GROUP, now);
  }
}

// What is left is no part of a lot where the order was none.
double OrderStore::rest_of(const WorkingOrder& order, double quantity) const {
  return instruments_[order.symbol].snapped(order.quantity - quantity);
}

// A child becomes as large a part of what it requested as its parent has filled of its request; one
// that requested the same lots becomes what the parent has filled.
double OrderStore::share_of(const WorkingOrder& child, const WorkingOrder& parent) const {
  const Instrument& instrument = instruments_[child.symbol];
  const double filled = std::fabs(parent.filled);
  const double requested = std::fabs(parent.requested);
  const double own = std::fabs(child.requested);
  const bool same = instrument.round_to_lot(own) == instrument.round_to_lot(requested);
  const double size = same ? filled : own * filled / requested;
  return instruments_[child.symbol].round_to_lot(std::copysign(size, child.requested));
}

void OrderStore::activate_children(const WorkingOrder& parent, const BarPoint& at,
                                   const data::Step& now) {
  open_.for_each(parent.symbol, [&](Slot slot) {
    const WorkingOrder& child = open_.order(slot);
    if (child.parent == parent.id) {
      if (const double quantity = share_of(child, parent); quantity != 0) {
        activate(slot, quantity, at, now);
      }
    }
  });
}

void OrderStore::activate(Slot slot, double quantity, const BarPoint& at, const data::Step& now) {
  const bool first = open_.order(slot).state == OrderState::waiting;
  change(slot, OrderEvent::activate, BM_REASON_NONE, now, [&](WorkingOrder& order, OrderRecord&) {
    order.quantity = quantity - order.filled;
    if (first) {
      order.activated_bar = at.bar;
      order.begin_at(at);
      begin_trailing(order, at.price);
    }
  });
}

void OrderStore::cancel_waiting(const WorkingOrder& parent, const data::Step& now) {
  open_.for_each(parent.symbol, [&](Slot slot) {
    const WorkingOrder& order = open_.order(slot);
    if (order.parent == parent.id && order.state == OrderState::waiting) {
      cancel(slot, BM_REASON_PARENT, now);
    }
  });
}

void OrderStore::replace(Slot slot, const Replacement& replacement, const data::Step& now) {
  change(slot, OrderEvent::replace, BM_REASON_NONE, now,
         [&](WorkingOrder& order, OrderRecord& record) {
           apply(replacement, order, record);
           order.priced_ns = std::isnan(replacement.limit) ? order.priced_ns : now.time_ns;
         });
}

void OrderStore::size(Slot slot, double quantity, double closes_first) {
  WorkingOrder& order = open_.begin_change(slot);
  order.at_fill = {};
  order.closes_first = closes_first;
  order.quantity = records_[order.id - 1].quantity = quantity;
  open_.end_change(slot);
  ++version_;
}

void OrderStore::expect_expiry(core::Timestamp time) {
  next_expiry_ = std::min(next_expiry_, time);
}

void OrderStore::expire(core::Timestamp until, const data::Step& now) {
  if (next_expiry_ > until) {
    return;
  }
  next_expiry_ = kNever;
  for (core::SymbolIndex symbol = 0; symbol < open_.symbol_count(); ++symbol) {
    open_.for_each(symbol, [&](Slot slot) {
      const WorkingOrder& order = open_.order(slot);
      if (order.time_in_force == BM_GTD && order.expiry_ns <= until) {
        cancel(slot, BM_REASON_EXPIRED, now);
      } else if (order.time_in_force == BM_GTD) {
        expect_expiry(order.expiry_ns);
      }
    });
  }
}

void OrderStore::trail(Slot slot, const data::BarRow& bar, std::int64_t index) {
  orders::trail(open_.edit(slot), bar, index);
  ++version_;
}

void OrderStore::split(core::SymbolIndex symbol, const ViewUnits& before, const ViewUnits& after,
                       const data::Step& now) {
  data::SplitRatio ratio = after.units();
  ratio *= before.units().inverse();
  open_.for_each(symbol, [&](Slot slot) {
    WorkingOrder& order = open_.begin_change(slot);
    OrderRecord& record = records_[order.id - 1];
    apply_split(ratio, {before, after, touch_}, order, record);
    if (order.traits().has_limit) {
      order.limit = record.limit_price =
          instruments_[symbol].limit_price(order.quantity, order.limit);
    }
    open_.end_change(slot);
    keep_whole_lots(slot, now);
  });
  ++version_;
  ++splits_;
}

void OrderStore::keep_whole_lots(Slot slot, const data::Step& now) {
  const WorkingOrder& order = open_.order(slot);
  if (order.sized_at_fill()) {
    return;  // it has no units to be rounded yet
  }
  const double whole = instruments_[order.symbol].round_to_lot(order.quantity);
  if (whole == 0) {
    cancel(slot, BM_REASON_LOT_SIZE, now);
  } else if (whole != order.quantity) {
    change(slot, OrderEvent::replace, BM_REASON_LOT_SIZE, now,
           [whole](WorkingOrder& rest, OrderRecord& record) {
             rest.quantity = whole;
             record.quantity = rest.filled + whole;
           });
  }
}

}  // namespace barometer::orders
