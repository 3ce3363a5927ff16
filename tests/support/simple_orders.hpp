// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "orders/exposure.hpp"
#include "orders/order_store.hpp"

namespace barometer {

inline constexpr data::Step kNow{.index = 5, .time_ns = 500};
inline constexpr data::Step kLater{.index = 6, .time_ns = 600};

// One order with nothing special about it.
struct SimpleOrder {
  core::SymbolIndex symbol = 0;
  double quantity = 1;
  bm_order_type type = BM_ORDER_MARKET;
  std::uint64_t client_order_id = 0;
  std::uint32_t oco_group = 0;
  std::uint64_t parent = 0;
  double price = orders::kNoPrice;  // limit and stop
  double trail = 0;                 // a fraction of the best price
  double best = orders::kNoPrice;   // the price that it trails
  core::Timestamp expiry_ns = 0;    // not 0: GTD
};

inline orders::Slot accept(orders::OrderStore& store, const SimpleOrder& simple,
                           const data::Step& now = kNow) {
  orders::OrderRecord record;
  orders::WorkingOrder order;
  record.symbol = order.symbol = simple.symbol;
  record.type = order.type = simple.type;
  record.client_order_id = order.client_order_id = simple.client_order_id;
  record.parent = order.parent = simple.parent;
  record.quantity = order.quantity = order.requested = simple.quantity;
  order.oco_group = simple.oco_group;
  order.limit = order.stop = simple.price;
  order.trail = simple.trail;
  order.best = simple.best;
  order.trails_by_fraction = simple.trail != 0;
  order.time_in_force = simple.expiry_ns != 0 ? BM_GTD : BM_GTC;
  order.expiry_ns = simple.expiry_ns;
  if (simple.parent != 0) {
    const orders::Slot parent = store.open_orders().find(simple.symbol, simple.parent);
    order.is_exit = simple.quantity * store.order(parent).quantity < 0;
  }
  return store.accept(record, order, now);
}

// A store of so many symbols without lots or ticks.
struct PlainStore {
  explicit PlainStore(std::size_t symbols, std::size_t capacity = 100)
      : instruments(symbols), store(instruments, {.expected_orders = 10, .capacity = capacity}) {}

  std::vector<orders::Instrument> instruments;
  orders::OrderStore store;
};

inline std::vector<std::uint64_t> open_ids(const orders::OrderStore& store,
                                           core::SymbolIndex symbol) {
  std::vector<std::uint64_t> ids;
  store.open_orders().for_each(symbol,
                               [&](orders::Slot slot) { ids.push_back(store.order(slot).id); });
  return ids;
}

inline double working(const orders::OrderStore& store, double held = 0,
                      core::SymbolIndex symbol = 0) {
  return orders::working_quantity(store.open_orders(), symbol, held);
}

// Committed, min, max of symbol 0.
using RangeEnds = std::array<double, 3>;

inline RangeEnds range_ends(const orders::OrderStore& store, double held,
                            const orders::WorkingOrder& beside = {}) {
  const orders::ExposureRange range = orders::exposure_range(store.open_orders(), 0, held, beside);
  return {range.committed, range.min, range.max};
}

}  // namespace barometer
