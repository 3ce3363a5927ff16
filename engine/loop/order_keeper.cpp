// SPDX-License-Identifier: Apache-2.0
#include "loop/order_keeper.hpp"

#include <cmath>

#include "broker/trailing.hpp"

namespace barometer {

Slot OrderKeeper::accept(const OrderRecord& record, const WorkingOrder& order, Moment now) {
  const Slot slot = desk_.accept(record, order, now);
  if (order.parent != 0) {
    desk_.edit(desk_.find_id(order.symbol, order.parent)).has_child = true;
  }
  tell(desk_.order(slot).id, OrderEvent::accept, BM_REJECT_NONE);
  show(order.symbol);
  return slot;
}

void OrderKeeper::refuse(const OrderRecord& record, bm_reject_reason reason, Moment now) {
  view_.show_update(desk_.reject(record, reason, now), BM_ORDER_REJECTED, reason);
}

void OrderKeeper::tell(std::uint64_t id, OrderEvent event, bm_reject_reason reason) {
  view_.show_update(desk_.record(id), status_after(event), reason);
}

void OrderKeeper::end_alone(Slot slot, OrderEvent event, bm_reject_reason reason, Moment now) {
  const std::uint64_t id = desk_.order(slot).id;
  desk_.change(slot, event, reason, now);
  tell(id, event, reason);
}

void OrderKeeper::end(Slot slot, OrderEvent event, bm_reject_reason reason, Moment now) {
  const WorkingOrder order = desk_.order(slot);
  end_alone(slot, event, reason, now);
  if (order.has_child) {
    cancel_waiting(order.symbol, order.id, now);
  }
  show(order.symbol);
}

void OrderKeeper::trigger(Slot slot, const BarPoint& at, Moment now) {
  const std::uint64_t id = desk_.order(slot).id;
  desk_.change(slot, OrderEvent::trigger, BM_REJECT_NONE, now, [&](WorkingOrder& order, auto&) {
    order.since_bar = at.bar;
    order.since_point = at.point;
    order.since_price = at.price;
  });
  tell(id, OrderEvent::trigger, BM_REJECT_NONE);
}

void OrderKeeper::fill(Slot slot, double quantity, bool last, const BarPoint& at, Moment now) {
  const std::uint64_t id = desk_.order(slot).id;
  const OrderEvent event = last ? OrderEvent::fill : OrderEvent::fill_part;
  desk_.change(slot, event, BM_REJECT_NONE, now, [&](WorkingOrder& order, auto&) {
    order.quantity = last ? 0 : order.quantity - quantity;
    order.filled += quantity;
  });
  tell(id, event, BM_REJECT_NONE);
  const WorkingOrder order = desk_.order(slot);  // of one that has ended all but the number is left
  if (order.group != 0) {
    cancel_rivals(order, id, now);
  }
  if (order.parent != 0) {
    cancel_parent(order.symbol, order.parent, now);
  }
  if (order.has_child) {
    wake_children(order, id, at, now);
  }
  if (order.has_child && last) {
    cancel_waiting(order.symbol, id, now);
  }
  show(order.symbol);
}

void OrderKeeper::cancel_rivals(WorkingOrder filled, std::uint64_t id, Moment now) {
  filled.id = id;
  for (Slot slot = desk_.first(filled.symbol); slot != 0; slot = desk_.next(slot)) {
    const WorkingOrder& order = desk_.order(slot);
    if (!order.over() && order.is_rival_of(filled)) {
      end(slot, OrderEvent::cancel, BM_REJECT_GROUP, now);
    }
  }
}

// What is left of an entry whose exit has begun.
void OrderKeeper::cancel_parent(SymbolIndex symbol, std::uint64_t parent, Moment now) {
  if (const Slot slot = desk_.find_id(symbol, parent); slot != 0) {
    end(slot, OrderEvent::cancel, BM_REJECT_GROUP, now);
  }
}

// A child is as large a part of what it asked for as its parent has filled of what that asked for.
double OrderKeeper::share(const WorkingOrder& child, const WorkingOrder& parent) const {
  const double filled = std::fabs(parent.filled);
  const bool same = std::fabs(child.asked) == std::fabs(parent.asked);
  const double size = same ? filled : std::fabs(child.asked) * filled / std::fabs(parent.asked);
  return instruments_[child.symbol].whole_lots(std::copysign(size, child.asked));
}

void OrderKeeper::wake_children(const WorkingOrder& parent, std::uint64_t id, const BarPoint& at,
                                Moment now) {
  for (Slot slot = desk_.first(parent.symbol); slot != 0; slot = desk_.next(slot)) {
    const WorkingOrder& child = desk_.order(slot);
    if (!child.over() && child.parent == id) {
      const double quantity = share(child, parent);
      if (quantity != 0) {
        wake(slot, quantity, at, now);
      }
    }
  }
}

void OrderKeeper::wake(Slot slot, double quantity, const BarPoint& at, Moment now) {
  const std::uint64_t id = desk_.order(slot).id;
  const bool first = desk_.order(slot).state == OrderState::waiting;
  desk_.change(slot, OrderEvent::wake, BM_REJECT_NONE, now, [&](WorkingOrder& order, auto&) {
    order.quantity = quantity - order.filled;
    if (first) {
      order.woke_bar = order.since_bar = at.bar;
      order.since_point = at.point;
      order.since_price = at.price;
      begin_trailing(order, at.price);
    }
  });
  tell(id, OrderEvent::wake, BM_REJECT_NONE);
}

void OrderKeeper::cancel_waiting(SymbolIndex symbol, std::uint64_t parent, Moment now) {
  for (Slot slot = desk_.first(symbol); slot != 0; slot = desk_.next(slot)) {
    const WorkingOrder& order = desk_.order(slot);
    if (!order.over() && order.parent == parent && order.state == OrderState::waiting) {
      end(slot, OrderEvent::cancel, BM_REJECT_PARENT, now);
    }
  }
}

bool OrderKeeper::cancel_all(SymbolIndex symbol, bm_reject_reason reason, Moment now, Slot spared) {
  bool any = false;
  for (Slot slot = desk_.first(symbol); slot != 0; slot = desk_.next(slot)) {
    if (slot != spared && !desk_.order(slot).over()) {
      end_alone(slot, OrderEvent::cancel, reason, now);
      any = true;
    }
  }
  show(symbol);
  return any;
}

void OrderKeeper::replace(Slot slot, const Replacement& change, Moment now) {
  const std::uint64_t id = desk_.order(slot).id;
  const auto take_over = [](double& old, double changed) {
    old = std::isnan(changed) ? old : changed;
  };
  const auto edit = [&](WorkingOrder& order, OrderRecord& record) {
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
  desk_.change(slot, OrderEvent::replace, BM_REJECT_NONE, now, edit);
  tell(id, OrderEvent::replace, BM_REJECT_NONE);
  show(desk_.order(slot).symbol);
}

void OrderKeeper::expire(Timestamp time, bool at_it, Moment now) {
  const auto due = [&](Timestamp expiry) { return at_it ? expiry <= time : expiry < time; };
  if (!due(desk_.next_expiry())) {
    return;
  }
  desk_.forget_expiries();
  for (SymbolIndex symbol = 0; symbol < account_.symbol_count(); ++symbol) {
    for (Slot slot = desk_.first(symbol); slot != 0; slot = desk_.next(slot)) {
      const WorkingOrder& order = desk_.order(slot);
      if (order.over() || order.time_in_force != BM_GTD) {
        continue;
      }
      if (due(order.expiry_ns)) {
        end(slot, OrderEvent::cancel, BM_REJECT_EXPIRED, now);
      } else {
        desk_.expect_expiry(order.expiry_ns);
      }
    }
  }
}

void OrderKeeper::show(SymbolIndex symbol) {
  const Position& position = account_.position(symbol);
  view_.show_symbol(symbol, position, desk_.working_quantity(symbol, position.quantity));
}

}  // namespace barometer
