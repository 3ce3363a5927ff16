// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "broker/order.hpp"
#include "core/reserved_log.hpp"

namespace barometer {

// Where and when something happens to an order.
struct Moment {
  std::int64_t step = 0;
  Timestamp time_ns = 0;
};

// Every order of the run, and which of them still work. Matching cost grows with the orders of the
// symbol in hand, not with all orders. Nothing here allocates after construction.
class OrderDesk {
 public:
  // `expected_orders` only sizes the reserved address space.
  OrderDesk(std::size_t symbols, std::size_t expected_orders);

  // Takes an order on; it works until finish(). REQUIRES: symbol < symbols, quantity != 0.
  // `cut_by` says why it is less than was asked for, or that it is the engine's own.
  const OrderRecord& accept(SymbolIndex symbol, std::uint64_t client_id, double quantity,
                            Moment now, bm_reject_reason cut_by = BM_REJECT_NONE);

  // `ratio` units for one: what works is of the new units.
  void split(SymbolIndex symbol, double ratio);

  // Records an order that is refused at once. `symbol` may be one that does not exist.
  const OrderRecord& reject(const bm_order& order, double quantity, bm_reject_reason reason,
                            Moment now);

  // Ends a working order. `filled` is signed units, 0 unless the status is BM_ORDER_FILLED.
  const OrderRecord& finish(std::uint64_t id, bm_order_status status, bm_reject_reason reason,
                            double filled, Moment now);

  // The symbol's oldest working order, and the next one of that symbol; 0 none.
  std::uint64_t first_working(SymbolIndex symbol) const { return queues_[symbol].first; }

  std::uint64_t next_working(std::uint64_t id) const { return links_[id - 1].next; }

  const OrderRecord& order(std::uint64_t id) const { return orders_[id - 1]; }

  // Signed units of the symbol's working orders.
  double working_quantity(SymbolIndex symbol) const { return queues_[symbol].quantity; }

  std::size_t working_count() const { return working_count_; }

  std::span<const OrderRecord> orders() const { return orders_.view(); }

  // Hands over the log; the desk is done for.
  ReservedLog<OrderRecord> take_orders() { return std::move(orders_); }

 private:
  struct Link {
    std::uint64_t previous = 0;
    std::uint64_t next = 0;
  };

  struct Queue {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    double quantity = 0;
  };

  OrderRecord& append(const OrderRecord& record);
  void unlink(std::uint64_t id);

  ReservedLog<OrderRecord> orders_;
  ReservedLog<Link> links_;  // same index as orders_; a list per symbol, oldest first
  std::vector<Queue> queues_;
  std::size_t working_count_ = 0;
};

}  // namespace barometer
