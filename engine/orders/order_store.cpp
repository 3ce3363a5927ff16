// SPDX-License-Identifier: Apache-2.0
#include "orders/order_store.hpp"

#include <algorithm>
#include <cmath>

#include "orders/sizing.hpp"

namespace barometer::orders {

OrderStore::OrderStore(std::size_t symbols, std::size_t expected_orders, std::size_t capacity)
    : orders_(expected_orders),
      changes_(2 * expected_orders),
      pool_(capacity),
      capacity_(capacity),
      books_(symbols) {}

OrderRecord& OrderStore::append(const OrderRecord& record, Step now) {
  OrderRecord& stored = orders_.push_back(record);
  stored.id = orders_.size();
  stored.step = now.step;
  stored.time_ns = now.time_ns;
  return stored;
}

void OrderStore::log(const OrderRecord& record, OrderEvent event, bm_order_reason reason,
                     double quantity, Step now) {
  changes_.push_back({record.id, now.step, now.time_ns, event, record.state, reason, quantity});
}

Slot OrderStore::free_slot() {
  if (free_ == 0) {
    pool_.push_back({});
    return static_cast<Slot>(pool_.size());
  }
  const Slot slot = free_;
  free_ = pool_[slot - 1].previous;
  return slot;
}

Slot OrderStore::accept(OrderRecord record, WorkingOrder order, Step now) {
  const OrderEvent event = record.parent != 0 ? OrderEvent::hold : OrderEvent::accept;
  record.state = order.state = next_state(OrderState::fresh, event);
  const OrderRecord& stored = append(record, now);
  const Slot slot = free_slot();
  order.id = stored.id;
  pool_[slot - 1] = order;
  link(slot);
  enter_lane(order);
  if (order.time_in_force == BM_GTD) {
    expect_expiry(order.expiry_ns);
  }
  ++living_;
  ++version_;
  log(stored, event, BM_REASON_NONE, order.quantity, now);
  return slot;
}

const OrderRecord& OrderStore::reject(OrderRecord record, bm_order_reason reason, Step now) {
  record.state = OrderState::rejected;
  record.status = BM_ORDER_REJECTED;
  record.reason = reason;
  record.end_step = now.step;
  record.end_time_ns = now.time_ns;
  const OrderRecord& stored = append(record, now);
  log(stored, OrderEvent::reject, reason, record.quantity, now);
  return stored;
}

void OrderStore::settle(Slot slot, OrderEvent event, bm_order_reason reason, Step now) {
  WorkingOrder& order = pool_[slot - 1];
  OrderRecord& record = orders_[order.id - 1];
  order.state = record.state = next_state(order.state, event);
  record.filled = order.filled;
  ++version_;
  log(record, event, reason, order.quantity, now);
  if (lives(order.state)) {
    enter_lane(order);
  } else {
    end(slot, event, reason, now);
  }
}

void OrderStore::end(Slot slot, OrderEvent event, bm_order_reason reason, Step now) {
  WorkingOrder& order = pool_[slot - 1];
  OrderRecord& record = orders_[order.id - 1];
  record.status = status_after(event);
  record.reason = event == OrderEvent::fill ? BM_REASON_NONE : reason;
  record.end_step = now.step;
  record.end_time_ns = now.time_ns;
  unlink(slot);
  order.id = 0;
  order.previous = ended_;
  ended_ = slot;
  --living_;
}

void OrderStore::split(core::SymbolIndex symbol, double ratio) {
  for (Slot slot = first(symbol); slot != 0; slot = next(slot)) {
    WorkingOrder& each = pool_[slot - 1];
    OrderRecord& record = orders_[each.id - 1];
    leave_lane(each);
    for (double* units : {&each.quantity, &each.asked, &each.filled, &record.quantity}) {
      *units *= ratio;
    }
    for (double* price : {&each.limit, &each.stop, &each.best, &each.since_price,
                          &record.limit_price, &record.stop_price}) {
      *price /= ratio;
    }
    each.trail = each.trails_by_fraction ? each.trail : each.trail / ratio;
    enter_lane(each);
  }
  ++version_;
}

void OrderStore::recycle() {
  while (ended_ != 0) {
    const Slot slot = ended_;
    ended_ = pool_[slot - 1].previous;
    pool_[slot - 1].previous = free_;
    free_ = slot;
  }
}

void OrderStore::link(Slot slot) {
  WorkingOrder& order = pool_[slot - 1];
  Book& book = books_[order.symbol];
  order.previous = book.last;
  order.next = 0;
  (book.last == 0 ? book.first : pool_[book.last - 1].next) = slot;
  book.last = slot;
}

void OrderStore::unlink(Slot slot) {
  const WorkingOrder& order = pool_[slot - 1];
  Book& book = books_[order.symbol];
  (order.previous == 0 ? book.first : pool_[order.previous - 1].next) = order.next;
  (order.next == 0 ? book.last : pool_[order.next - 1].previous) = order.previous;
}

void OrderStore::enter_lane(const WorkingOrder& order) {
  Book& book = books_[order.symbol];
  const auto lane = static_cast<std::size_t>(order.fill_mode());
  ++book.counts[lane];
  ++counts_[lane];
  book.in_care += order.needs_care() ? 1 : 0;
  if (order.fill_mode() == FillMode::marketable || order.fill_mode() == FillMode::on_close) {
    book.sure += order.quantity;
  }
}

void OrderStore::leave_lane(const WorkingOrder& order) {
  Book& book = books_[order.symbol];
  const auto lane = static_cast<std::size_t>(order.fill_mode());
  --book.counts[lane];
  --counts_[lane];
  book.in_care -= order.needs_care() ? 1 : 0;
  if (order.fill_mode() == FillMode::marketable || order.fill_mode() == FillMode::on_close) {
    book.sure -= order.quantity;
  }
  // Nobody is on the way with exactly nothing, whatever the rounding of sums and differences says.
  const auto sure = static_cast<std::size_t>(FillMode::marketable);
  const auto on_close = static_cast<std::size_t>(FillMode::on_close);
  if (book.counts[sure] + book.counts[on_close] == 0) {
    book.sure = 0;
  }
}

Slot OrderStore::find(core::SymbolIndex symbol, std::uint64_t client_id) const {
  for (Slot slot = books_[symbol].last; slot != 0; slot = order(slot).previous) {
    if (order(slot).client_order_id == client_id) {
      return slot;
    }
  }
  return 0;
}

Slot OrderStore::find_id(core::SymbolIndex symbol, std::uint64_t id) const {
  for (Slot slot = first(symbol); slot != 0; slot = next(slot)) {
    if (order(slot).id == id) {
      return slot;
    }
  }
  return 0;
}

double OrderStore::working_quantity(core::SymbolIndex symbol, double held) const {
  double working = books_[symbol].sure;
  if (count(symbol, FillMode::resting) == 0) {
    return working;
  }
  for (Slot slot = first(symbol); slot != 0; slot = next(slot)) {
    const WorkingOrder& each = order(slot);
    if (each.fill_mode() == FillMode::resting && each.oco_group == 0 && each.parent == 0) {
      working += each.quantity - closing_part(held + working, each.quantity);
    }
  }
  return working;
}

ExposureRange OrderStore::exposure_range(core::SymbolIndex symbol, double held,
                                         const WorkingOrder& beside) const {
  const bool is_sure = !beside.over() && !beside.waits();
  const double sure = held + books_[symbol].sure - (is_sure ? beside.quantity : 0);
  ExposureRange reach{sure, std::min(sure, 0.0), std::max(sure, 0.0)};
  if (count(symbol, FillMode::resting) + count(symbol, FillMode::held) != 0) {
    for (Slot slot = first(symbol); slot != 0; slot = next(slot)) {
      const WorkingOrder& each = order(slot);
      const bool counts = each.id != beside.id && !each.is_oco_sibling_of(beside);
      if (counts && !is_outdone(each, sure)) {
        const double opening = opening_part(each, sure);
        (opening > 0 ? reach.max : reach.min) += opening;
      }
    }
  }
  // What opens the other side closes this one first.
  reach.min = reach.min < 0 ? reach.min : sure;
  reach.max = reach.max > 0 ? reach.max : sure;
  return reach;
}

// What a waiting entry would add to what is sure.
double OrderStore::opening_part(const WorkingOrder& order, double sure) const {
  const bool enters = order.waits() && !order.is_exit;
  return enters ? order.quantity - closing_part(sure, order.quantity) : 0;
}

// A rival opens more on the same side; among equals the oldest counts.
bool OrderStore::is_outdone(const WorkingOrder& order, double sure) const {
  const double opening = opening_part(order, sure);
  for (Slot slot = first(order.symbol); slot != 0 && order.oco_group != 0; slot = next(slot)) {
    const WorkingOrder& other = this->order(slot);
    const double others = other.is_oco_sibling_of(order) ? opening_part(other, sure) : 0;
    const double ahead = std::fabs(others) - std::fabs(opening);
    if (others * opening > 0 && (ahead > 0 || (ahead == 0 && other.id < order.id))) {
      return true;
    }
  }
  return false;
}

}  // namespace barometer::orders
