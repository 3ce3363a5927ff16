// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/reserved_log.hpp"
#include "orders/working_order.hpp"

namespace barometer::orders {

// The places of open orders. An order that has ended keeps its place, and its `next`, until
// recycle(), so that a walk over orders may end some of them. Nothing here allocates after
// construction.
class OrderPool {
 public:
  // `capacity` is how many orders may be open at a time. Beyond it the pool grows, and references
  // to its orders do not survive put().
  explicit OrderPool(std::size_t capacity) : places_(capacity), capacity_(capacity) {}

  bool full() const { return free_ == 0 && places_.size() >= capacity_; }

  WorkingOrder& operator[](Slot slot) { return places_[slot - 1]; }

  const WorkingOrder& operator[](Slot slot) const { return places_[slot - 1]; }

  Slot put(const WorkingOrder& order) {
    const Slot slot = free_place();
    places_[slot - 1] = order;
    return slot;
  }

  // Marks the order as over.
  void end(Slot slot) {
    WorkingOrder& order = places_[slot - 1];
    order.id = 0;
    order.previous = ended_;
    ended_ = slot;
  }

  // Places of orders that have ended may be used again; no walk may go on over them.
  void recycle() {
    while (ended_ != 0) {
      const Slot slot = ended_;
      ended_ = places_[slot - 1].previous;
      places_[slot - 1].previous = free_;
      free_ = slot;
    }
  }

 private:
  Slot free_place() {
    if (free_ == 0) {
      places_.push_back({});
      return static_cast<Slot>(places_.size());
    }
    const Slot slot = free_;
    free_ = places_[slot - 1].previous;
    return slot;
  }

  core::ReservedLog<WorkingOrder> places_;
  std::size_t capacity_;
  Slot free_ = 0;   // a chain through `previous`
  Slot ended_ = 0;  // the same, of places not yet free
};

}  // namespace barometer::orders
