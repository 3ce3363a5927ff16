// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <cstddef>
#include <optional>

#include "core/timestamp.hpp"
#include "orders/instruments.hpp"
#include "orders/order_store.hpp"
#include "orders/sizing.hpp"

namespace barometer::data {
struct SymbolData;
}  // namespace barometer::data

namespace barometer::orders {

// Fractions of the value of what an order buys, by whether it has a limit, times the leverage.
struct RestingCosts {
  double limit = 0;
  double stop = 0;
};

// What an order is judged by when it is sent.
struct OrderContext {
  core::Timestamp now = 0;
  SizingBasis sizing;          // at the last close
  double last_close = 0;       // quote currency
  bool sizes_at_fill = false;  // notional and target weight of market orders
  RestingCosts costs = {};     // that orders with a price of their own leave room for
  const Instrument& instrument;
  const OrderStore& store;
  const data::SymbolData& data;
  std::size_t closed = 0;  // bars of the symbol
};

// An order as it would go to work, or why it cannot.
struct OrderRequest {
  OrderRecord record;
  WorkingOrder order;
  bm_order_reason reason = BM_REASON_NONE;
  Slot parent = 0;          // 0 none
  bool is_reached = false;  // a target that is already reached: no order at all

  double quantity() const { return order.quantity; }
};

// What is recorded of an order that is rejected before it is understood.
OrderRecord record_of(const bm_order& order);

// Checks, sizes, rounds and links an order that is submitted.
OrderRequest make_request(const bm_order& order, const OrderContext& context);

// Gives the request another quantity (conditions on tags cut it); rounds to lots and checks that
// what is left is large enough for the venue. Closing a position whole is always allowed. What is
// sized at its fill is rounded and checked there.
void resize(OrderRequest& request, double quantity, const OrderContext& context);

// What a REPLACE makes of an open order; none where it makes no sense.
std::optional<Replacement> make_replacement(const bm_order& order, Slot slot,
                                            const OrderContext& context);

}  // namespace barometer::orders
