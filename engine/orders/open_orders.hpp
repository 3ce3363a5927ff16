// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "orders/order_pool.hpp"
#include "orders/working_order.hpp"

namespace barometer::orders {

// The open orders: a list per symbol in the order of arrival, with what can be said of a list
// without walking it. What is done for a symbol costs as its own orders do, not as all.
class OpenOrders {
 public:
  // `capacity` is how many may be open at a time.
  OpenOrders(std::size_t symbols, std::size_t capacity) : pool_(capacity), symbols_(symbols) {}

  std::size_t size() const { return size_; }

  std::size_t symbol_count() const { return symbols_.size(); }

  // Orders whose units are still to be made, at their fill.
  std::size_t unsized() const { return unsized_; }

  bool full() const { return pool_.full(); }

  // Beyond the capacity references to orders do not survive this. REQUIRES: an open state.
  Slot add(const WorkingOrder& order);

  // For changes that touch neither fill mode nor quantity nor needs_care().
  WorkingOrder& edit(Slot slot) { return pool_[slot]; }

  // Anything of an order may change between these two. end_change() removes an order whose
  // state is no longer open.
  WorkingOrder& begin_change(Slot slot);
  void end_change(Slot slot);

  // See OrderPool.
  void recycle() { pool_.recycle(); }

  const WorkingOrder& order(Slot slot) const { return pool_[slot]; }

  // The symbol's oldest open order; then the next one of its symbol. 0: none.
  Slot first(core::SymbolIndex symbol) const { return symbols_[symbol].first; }

  Slot next(Slot slot) const { return pool_[slot].next; }

  // Visits the slots of the symbol's open orders, oldest first; orders may end meanwhile.
  template <class Visit>
  void for_each(core::SymbolIndex symbol, Visit visit) const {
    for (Slot slot = first(symbol); slot != 0; slot = next(slot)) {
      if (!order(slot).over()) {
        visit(slot);
      }
    }
  }

  // The latest open order with the strategy's number, 0 none.
  Slot find_client(core::SymbolIndex symbol, std::uint64_t client_order_id) const;

  // The open order with the engine's number, 0 none.
  Slot find(core::SymbolIndex symbol, std::uint64_t id) const;

  // Orders of the symbol, or of all symbols, that meet bars in this way.
  std::size_t count(core::SymbolIndex symbol, FillMode mode) const {
    return symbols_[symbol].counts[static_cast<std::size_t>(mode)];
  }

  std::size_t count(FillMode mode) const { return counts_[static_cast<std::size_t>(mode)]; }

  bool needs_care(core::SymbolIndex symbol) const { return symbols_[symbol].in_care > 0; }

  // Signed units of the symbol's orders that need no price.
  double committed(core::SymbolIndex symbol) const { return symbols_[symbol].committed; }

 private:
  struct SymbolOrders {
    Slot first = 0;
    Slot last = 0;
    std::array<std::uint32_t, kFillModes> counts{};
    std::uint32_t in_care = 0;
    double committed = 0;
  };

  void link(Slot slot);
  void unlink(Slot slot);
  void count_in(const WorkingOrder& order);
  void count_out(const WorkingOrder& order);

  OrderPool pool_;
  std::vector<SymbolOrders> symbols_;
  std::array<std::size_t, kFillModes> counts_{};
  std::size_t size_ = 0;
  std::size_t unsized_ = 0;
};

}  // namespace barometer::orders
