// SPDX-License-Identifier: Apache-2.0
#include "loop/order_keeper.hpp"

#include <cmath>

#include "orders/trailing.hpp"

namespace barometer::loop {

orders::Slot OrderKeeper::accept(const orders::OrderRecord& record,
                                 const orders::WorkingOrder& order, orders::Step now) {
  const orders::Slot slot = desk_.accept(record, order, now);
  if (order.parent != 0) {
    desk_.edit(desk_.find_id(order.symbol, order.parent)).has_child = true;
  }
  notify(desk_.order(slot).id, orders::OrderEvent::accept, BM_REASON_NONE);
  show(order.symbol);
  return slot;
}

void OrderKeeper::refuse(const orders::OrderRecord& record, bm_order_reason reason,
                         orders::Step now) {
  view_.show_update(desk_.reject(record, reason, now), BM_ORDER_REJECTED, reason);
}

void OrderKeeper::notify(std::uint64_t id, orders::OrderEvent event, bm_order_reason reason) {
  view_.show_update(desk_.record(id), orders::status_after(event), reason);
}

void OrderKeeper::end_alone(orders::Slot slot, orders::OrderEvent event, bm_order_reason reason,
                            orders::Step now) {
  const std::uint64_t id = desk_.order(slot).id;
  desk_.change(slot, event, reason, now);
  notify(id, event, reason);
}

void OrderKeeper::end(orders::Slot slot, orders::OrderEvent event, bm_order_reason reason,
                      orders::Step now) {
  const orders::WorkingOrder order = desk_.order(slot);
  end_alone(slot, event, reason, now);
  if (order.has_child) {
    cancel_waiting(order.symbol, order.id, now);
  }
  show(order.symbol);
}

void OrderKeeper::trigger(orders::Slot slot, const BarPoint& at, orders::Step now) {
  const std::uint64_t id = desk_.order(slot).id;
  desk_.change(slot, orders::OrderEvent::trigger, BM_REASON_NONE, now,
               [&](orders::WorkingOrder& order, auto&) {
                 order.since_bar = at.bar;
                 order.since_point = at.point;
                 order.since_price = at.price;
               });
  notify(id, orders::OrderEvent::trigger, BM_REASON_NONE);
}

void OrderKeeper::fill(orders::Slot slot, double quantity, bool last, const BarPoint& at,
                       orders::Step now) {
  const std::uint64_t id = desk_.order(slot).id;
  const orders::OrderEvent event = last ? orders::OrderEvent::fill : orders::OrderEvent::fill_part;
  desk_.change(slot, event, BM_REASON_NONE, now, [&](orders::WorkingOrder& order, auto&) {
    order.quantity = last ? 0 : order.quantity - quantity;
    order.filled += quantity;
  });
  notify(id, event, BM_REASON_NONE);
  const orders::WorkingOrder order =
      desk_.order(slot);  // of one that has ended all but the number is left
  if (order.oco_group != 0) {
    cancel_oco_siblings(order, id, now);
  }
  if (order.parent != 0) {
    cancel_parent(order.symbol, order.parent, now);
  }
  if (order.has_child) {
    activate_children(order, id, at, now);
  }
  if (order.has_child && last) {
    cancel_waiting(order.symbol, id, now);
  }
  show(order.symbol);
}

void OrderKeeper::cancel_oco_siblings(orders::WorkingOrder filled, std::uint64_t id,
                                      orders::Step now) {
  filled.id = id;
  for (orders::Slot slot = desk_.first(filled.symbol); slot != 0; slot = desk_.next(slot)) {
    const orders::WorkingOrder& order = desk_.order(slot);
    if (!order.over() && order.is_oco_sibling_of(filled)) {
      end(slot, orders::OrderEvent::cancel, BM_REASON_GROUP, now);
    }
  }
}

// What is left of an entry whose exit has begun.
void OrderKeeper::cancel_parent(core::SymbolIndex symbol, std::uint64_t parent, orders::Step now) {
  if (const orders::Slot slot = desk_.find_id(symbol, parent); slot != 0) {
    end(slot, orders::OrderEvent::cancel, BM_REASON_GROUP, now);
  }
}

// A child is as large a part of what it asked for as its parent has filled of what that asked for.
double OrderKeeper::share(const orders::WorkingOrder& child,
                          const orders::WorkingOrder& parent) const {
  const double filled = std::fabs(parent.filled);
  const bool same = std::fabs(child.asked) == std::fabs(parent.asked);
  const double size = same ? filled : std::fabs(child.asked) * filled / std::fabs(parent.asked);
  return instruments_[child.symbol].round_to_lot(std::copysign(size, child.asked));
}

void OrderKeeper::activate_children(const orders::WorkingOrder& parent, std::uint64_t id,
                                    const BarPoint& at, orders::Step now) {
  for (orders::Slot slot = desk_.first(parent.symbol); slot != 0; slot = desk_.next(slot)) {
    const orders::WorkingOrder& child = desk_.order(slot);
    if (!child.over() && child.parent == id) {
      const double quantity = share(child, parent);
      if (quantity != 0) {
        activate(slot, quantity, at, now);
      }
    }
  }
}

void OrderKeeper::activate(orders::Slot slot, double quantity, const BarPoint& at,
                           orders::Step now) {
  const std::uint64_t id = desk_.order(slot).id;
  const bool first = desk_.order(slot).state == orders::OrderState::waiting;
  desk_.change(slot, orders::OrderEvent::activate, BM_REASON_NONE, now,
               [&](orders::WorkingOrder& order, auto&) {
                 order.quantity = quantity - order.filled;
                 if (first) {
                   order.activated_bar = order.since_bar = at.bar;
                   order.since_point = at.point;
                   order.since_price = at.price;
                   orders::begin_trailing(order, at.price);
                 }
               });
  notify(id, orders::OrderEvent::activate, BM_REASON_NONE);
}

void OrderKeeper::cancel_waiting(core::SymbolIndex symbol, std::uint64_t parent, orders::Step now) {
  for (orders::Slot slot = desk_.first(symbol); slot != 0; slot = desk_.next(slot)) {
    const orders::WorkingOrder& order = desk_.order(slot);
    if (!order.over() && order.parent == parent && order.state == orders::OrderState::waiting) {
      end(slot, orders::OrderEvent::cancel, BM_REASON_PARENT, now);
    }
  }
}

bool OrderKeeper::cancel_all(core::SymbolIndex symbol, bm_order_reason reason, orders::Step now,
                             orders::Slot spared) {
  bool any = false;
  for (orders::Slot slot = desk_.first(symbol); slot != 0; slot = desk_.next(slot)) {
    if (slot != spared && !desk_.order(slot).over()) {
      end_alone(slot, orders::OrderEvent::cancel, reason, now);
      any = true;
    }
  }
  show(symbol);
  return any;
}

void OrderKeeper::replace(orders::Slot slot, const Replacement& change, orders::Step now) {
  const std::uint64_t id = desk_.order(slot).id;
  const auto take_over = [](double& old, double changed) {
    old = std::isnan(changed) ? old : changed;
  };
  const auto edit = [&](orders::WorkingOrder& order, orders::OrderRecord& record) {
    if (!std::isnan(change.quantity)) {
      order.quantity = change.quantity;
      record.quantity = order.filled + change.quantity;
      // Children go by what their parent asked for when they were sent.
      order.asked = order.parent != 0 ? record.quantity : order.asked;
    }
    take_over(order.limit, change.limit);
    take_over(record.limit_price, change.limit);
    take_over(order.stop, change.stop);
    take_over(record.stop_price, change.stop);
    take_over(order.trail, change.trail);
  };
  desk_.change(slot, orders::OrderEvent::replace, BM_REASON_NONE, now, edit);
  notify(id, orders::OrderEvent::replace, BM_REASON_NONE);
  show(desk_.order(slot).symbol);
}

void OrderKeeper::expire(core::Timestamp time, bool at_it, orders::Step now) {
  const auto due = [&](core::Timestamp expiry) { return at_it ? expiry <= time : expiry < time; };
  if (!due(desk_.next_expiry())) {
    return;
  }
  desk_.forget_expiries();
  for (core::SymbolIndex symbol = 0; symbol < account_.symbol_count(); ++symbol) {
    for (orders::Slot slot = desk_.first(symbol); slot != 0; slot = desk_.next(slot)) {
      const orders::WorkingOrder& order = desk_.order(slot);
      if (order.over() || order.time_in_force != BM_GTD) {
        continue;
      }
      if (due(order.expiry_ns)) {
        end(slot, orders::OrderEvent::cancel, BM_REASON_EXPIRED, now);
      } else {
        desk_.expect_expiry(order.expiry_ns);
      }
    }
  }
}

void OrderKeeper::show(core::SymbolIndex symbol) {
  const portfolio::Position& position = account_.position(symbol);
  view_.show_symbol(symbol, position, desk_.working_quantity(symbol, position.quantity));
}

}  // namespace barometer::loop
