// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <cstddef>
#include <optional>

#include "broker/instruments.hpp"
#include "broker/order_desk.hpp"
#include "broker/sizing.hpp"
#include "data/bars.hpp"
#include "loop/order_keeper.hpp"

namespace barometer {

// What an order is judged by when it is sent.
struct DraftBasis {
  Timestamp now = 0;
  SizingBasis sizing;     // its last close is in account currency
  double last_close = 0;  // quote currency
  const Instrument& instrument;
  const OrderDesk& desk;
  const SymbolData& data;
  std::size_t closed = 0;  // bars of the symbol
};

// An order as it would go to work, or why it cannot.
struct Draft {
  OrderRecord record;
  WorkingOrder order;
  bm_reject_reason reason = BM_REJECT_NONE;
  Slot parent = 0;          // 0 none
  bool is_reached = false;  // a target that is already reached: no order at all

  double quantity() const { return order.quantity; }
};

// What is recorded of an order that is refused before it is understood.
OrderRecord record_of(const bm_order& order);

// Checks, sizes, rounds and links an order that is submitted.
Draft draft_of(const bm_order& order, const DraftBasis& basis);

// Gives the draft another quantity (conditions on tags cut it); rounds to lots and looks whether
// what is left is large enough for the venue. Closing a position whole is always allowed.
void resize(Draft& draft, double quantity, const DraftBasis& basis);

// What a REPLACE makes of a living order; none where it makes no sense.
std::optional<Replacement> replacement_of(const bm_order& order, Slot slot,
                                          const DraftBasis& basis);

}  // namespace barometer
