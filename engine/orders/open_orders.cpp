// SPDX-License-Identifier: Apache-2.0
#include "orders/open_orders.hpp"

namespace barometer::orders {

Slot OpenOrders::add(const WorkingOrder& order) {
  const Slot slot = pool_.put(order);
  link(slot);
  count_in(order);
  ++size_;
  return slot;
}

WorkingOrder& OpenOrders::begin_change(Slot slot) {
  WorkingOrder& order = pool_[slot];
  count_out(order);
  return order;
}

void OpenOrders::end_change(Slot slot) {
  if (is_open(pool_[slot].state)) {
    count_in(pool_[slot]);
    return;
  }
  unlink(slot);
  pool_.end(slot);
  --size_;
}

void OpenOrders::link(Slot slot) {
  WorkingOrder& order = pool_[slot];
  SymbolOrders& list = symbols_[order.symbol];
  order.previous = list.last;
  order.next = 0;
  (list.last == 0 ? list.first : pool_[list.last].next) = slot;
  list.last = slot;
}

void OpenOrders::unlink(Slot slot) {
  const WorkingOrder& order = pool_[slot];
  SymbolOrders& list = symbols_[order.symbol];
  (order.previous == 0 ? list.first : pool_[order.previous].next) = order.next;
  (order.next == 0 ? list.last : pool_[order.next].previous) = order.previous;
}

void OpenOrders::count_in(const WorkingOrder& order) {
  SymbolOrders& list = symbols_[order.symbol];
  const auto mode = static_cast<std::size_t>(order.fill_mode());
  ++list.counts[mode];
  ++counts_[mode];
  list.in_care += order.needs_care() ? 1 : 0;
  unsized_ += order.sized_at_fill() ? 1 : 0;
  if (order.is_committed()) {
    list.committed += order.quantity;
  }
}

void OpenOrders::count_out(const WorkingOrder& order) {
  SymbolOrders& list = symbols_[order.symbol];
  const auto mode = static_cast<std::size_t>(order.fill_mode());
  --list.counts[mode];
  --counts_[mode];
  list.in_care -= order.needs_care() ? 1 : 0;
  unsized_ -= order.sized_at_fill() ? 1 : 0;
  if (order.is_committed()) {
    list.committed -= order.quantity;
  }
  // Where no such order is left the sum is exactly zero, whatever its rounding says.
  if (count(order.symbol, FillMode::marketable) + count(order.symbol, FillMode::on_close) == 0) {
    list.committed = 0;
  }
}

Slot OpenOrders::find_client(core::SymbolIndex symbol, std::uint64_t client_order_id) const {
  for (Slot slot = symbols_[symbol].last; slot != 0; slot = pool_[slot].previous) {
    if (pool_[slot].client_order_id == client_order_id) {
      return slot;
    }
  }
  return 0;
}

Slot OpenOrders::find(core::SymbolIndex symbol, std::uint64_t id) const {
  for (Slot slot = first(symbol); slot != 0; slot = next(slot)) {
    if (pool_[slot].id == id) {
      return slot;
    }
  }
  return 0;
}

}  // namespace barometer::orders
