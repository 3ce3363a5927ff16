// SPDX-License-Identifier: Apache-2.0
#include "broker/order_desk.hpp"

namespace barometer {

OrderDesk::OrderDesk(std::size_t symbols, std::size_t expected_orders)
    : orders_(expected_orders), links_(expected_orders), queues_(symbols) {}

OrderRecord& OrderDesk::append(const OrderRecord& record) {
  OrderRecord& stored = orders_.push_back(record);
  stored.id = orders_.size();
  links_.push_back({});
  return stored;
}

const OrderRecord& OrderDesk::accept(SymbolIndex symbol, std::uint64_t client_id, double quantity,
                                     Moment now, bm_reject_reason cut_by) {
  OrderRecord record;
  record.cut_by = cut_by;
  record.client_id = client_id;
  record.symbol = symbol;
  record.step = now.step;
  record.time_ns = now.time_ns;
  record.quantity = quantity;
  OrderRecord& stored = append(record);

  Queue& queue = queues_[symbol];
  links_[stored.id - 1].previous = queue.last;
  (queue.last == 0 ? queue.first : links_[queue.last - 1].next) = stored.id;
  queue.last = stored.id;
  queue.quantity += quantity;
  ++working_count_;
  return stored;
}

const OrderRecord& OrderDesk::reject(const bm_order& order, double quantity,
                                     bm_reject_reason reason, Moment now) {
  OrderRecord record;
  record.client_id = order.client_id;
  record.symbol = order.symbol;
  record.type = order.type;
  record.status = BM_ORDER_REJECTED;
  record.reason = reason;
  record.step = record.end_step = now.step;
  record.time_ns = record.end_time_ns = now.time_ns;
  record.quantity = quantity;
  return append(record);
}

const OrderRecord& OrderDesk::finish(std::uint64_t id, bm_order_status status,
                                     bm_reject_reason reason, double filled, Moment now) {
  unlink(id);
  OrderRecord& record = orders_[id - 1];
  record.status = status;
  record.reason = reason;
  record.filled = filled;
  record.end_step = now.step;
  record.end_time_ns = now.time_ns;
  return record;
}

void OrderDesk::split(SymbolIndex symbol, double ratio) {
  Queue& queue = queues_[symbol];
  queue.quantity = 0;
  for (std::uint64_t id = queue.first; id != 0; id = links_[id - 1].next) {
    orders_[id - 1].quantity *= ratio;
    queue.quantity += orders_[id - 1].quantity;
  }
}

void OrderDesk::unlink(std::uint64_t id) {
  const Link link = links_[id - 1];
  Queue& queue = queues_[orders_[id - 1].symbol];
  (link.previous == 0 ? queue.first : links_[link.previous - 1].next) = link.next;
  (link.next == 0 ? queue.last : links_[link.next - 1].previous) = link.previous;
  // An empty queue works on exactly nothing, whatever the rounding of sums and differences says.
  queue.quantity = queue.first == 0 ? 0 : queue.quantity - orders_[id - 1].quantity;
  --working_count_;
}

}  // namespace barometer
