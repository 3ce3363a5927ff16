// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/reserved_log.hpp"
#include "orders/order.hpp"
#include "orders/working_order.hpp"

namespace barometer::orders {

// Where and when something happens to an order.
struct Step {
  std::int64_t step = 0;
  core::Timestamp time_ns = 0;
};

// What a symbol's position may become, signed units.
struct ExposureRange {
  double committed = 0;  // held, and what needs no price has filled
  double min = 0;        // <= sure: all that sells has filled too
  double max = 0;        // >= sure: all that buys has
};

// Every order of the run, every change in its life, and which of them live. Living orders sit in a
// pool of fixed size, a list per symbol: what is done for a symbol costs as its own orders do, not
// as all. Nothing here allocates after construction.
//
// A list may be walked while its orders end: one that has ended keeps its `next` until recycle().
class OrderStore {
 public:
  // `expected_orders` only sizes the reserved address space; `capacity` is how many may live.
  OrderStore(std::size_t symbols, std::size_t expected_orders, std::size_t capacity);

  bool full() const { return free_ == 0 && pool_.size() >= capacity_; }

  // Takes an order on: to work, or to wait for its parent. Beyond the capacity references to
  // orders do not survive this. REQUIRES: symbol < symbols, record.quantity != 0.
  Slot accept(OrderRecord record, WorkingOrder order, Step now);

  // Records an order that is refused at once. Its symbol may be one that does not exist.
  const OrderRecord& reject(OrderRecord record, bm_order_reason reason, Step now);

  // Something happens to a living order: `edit` changes what has to change in it.
  // REQUIRES: the event can happen in its state.
  template <class Edit>
  void change(Slot slot, OrderEvent event, bm_order_reason reason, Step now, Edit edit) {
    WorkingOrder& order = pool_[slot - 1];
    leave_lane(order);
    edit(order, orders_[order.id - 1]);
    settle(slot, event, reason, now);
  }

  void change(Slot slot, OrderEvent event, bm_order_reason reason, Step now) {
    change(slot, event, reason, now, [](WorkingOrder&, OrderRecord&) {});
  }

  // For what is no event: trailing, being tried, meeting a session. Lane and care must not change.
  WorkingOrder& edit(Slot slot) { return pool_[slot - 1]; }

  // `ratio` units for one at prices divided by it: what lives is of the new units and prices.
  void split(core::SymbolIndex symbol, double ratio);

  // Places of orders that have ended may be used again; no walk may go on over them.
  void recycle();

  const WorkingOrder& order(Slot slot) const { return pool_[slot - 1]; }

  // The symbol's oldest living order; then the next one of its symbol.
  Slot first(core::SymbolIndex symbol) const { return books_[symbol].first; }

  Slot next(Slot slot) const { return pool_[slot - 1].next; }

  // The latest living order of that name, 0 none.
  Slot find(core::SymbolIndex symbol, std::uint64_t client_id) const;

  // The living order with this number, 0 none.
  Slot find_id(core::SymbolIndex symbol, std::uint64_t id) const;

  // Orders of the symbol, or of all, that meet bars in this way.
  std::size_t count(core::SymbolIndex symbol, FillMode lane) const {
    return books_[symbol].counts[static_cast<std::size_t>(lane)];
  }

  std::size_t count(FillMode lane) const { return counts_[static_cast<std::size_t>(lane)]; }

  bool needs_care(core::SymbolIndex symbol) const { return books_[symbol].in_care > 0; }

  // Signed units on their way: of orders that need no price, and what of the resting ones would
  // add to `held` (exits, children and groups do not count).
  double working_quantity(core::SymbolIndex symbol, double held) const;

  // Where a position of `held` may end. Entries that wait for a price or a parent count, all that
  // buy or all that sell, of one group only the largest; exits do not. `beside` may live already:
  // neither it nor its rivals count.
  ExposureRange exposure_range(core::SymbolIndex symbol, double held,
                               const WorkingOrder& beside = {}) const;

  std::size_t living() const { return living_; }

  // The earliest GTD expiry that may still lie ahead.
  core::Timestamp next_expiry() const { return next_expiry_; }

  void forget_expiries() { next_expiry_ = kNever; }

  void expect_expiry(core::Timestamp time) {
    next_expiry_ = time < next_expiry_ ? time : next_expiry_;
  }

  const OrderRecord& record(std::uint64_t id) const { return orders_[id - 1]; }

  std::span<const OrderRecord> orders() const { return orders_.view(); }

  std::span<const OrderChange> changes() const { return changes_.view(); }

  // How often the set of living orders, or one of them, has changed.
  std::uint64_t version() const { return version_; }

  void touch() { ++version_; }

  // Hands over the logs; the desk is done for.
  core::ReservedLog<OrderRecord> take_orders() { return std::move(orders_); }

  core::ReservedLog<OrderChange> take_changes() { return std::move(changes_); }

 private:
  static constexpr core::Timestamp kNever = std::numeric_limits<core::Timestamp>::max();

  struct Book {
    Slot first = 0;
    Slot last = 0;
    std::array<std::uint32_t, 4> counts{};
    std::uint32_t in_care = 0;
    double sure = 0;  // signed units of the lanes `sure` and `on_close`
  };

  double opening_part(const WorkingOrder& order, double sure) const;
  bool is_outdone(const WorkingOrder& order, double sure) const;
  Slot free_slot();
  OrderRecord& append(const OrderRecord& record, Step now);
  void link(Slot slot);
  void unlink(Slot slot);
  void enter_lane(const WorkingOrder& order);
  void leave_lane(const WorkingOrder& order);
  void settle(Slot slot, OrderEvent event, bm_order_reason reason, Step now);
  void end(Slot slot, OrderEvent event, bm_order_reason reason, Step now);
  void log(const OrderRecord& record, OrderEvent event, bm_order_reason reason, double quantity,
           Step now);

  core::ReservedLog<OrderRecord> orders_;
  core::ReservedLog<OrderChange> changes_;
  core::ReservedLog<WorkingOrder> pool_;
  std::size_t capacity_;
  std::vector<Book> books_;
  std::array<std::size_t, 4> counts_{};
  std::size_t living_ = 0;
  Slot free_ = 0;   // a chain through `previous`
  Slot ended_ = 0;  // the same, of places not yet free
  core::Timestamp next_expiry_ = kNever;
  std::uint64_t version_ = 1;
};

}  // namespace barometer::orders
