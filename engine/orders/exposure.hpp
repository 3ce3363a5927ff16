// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orders/open_orders.hpp"

// What a symbol's open orders may still do to its position.

namespace barometer::orders {

// What a symbol's position may become, signed units.
struct ExposureRange {
  double committed = 0;  // held, and what needs no price has filled
  double min = 0;        // <= committed: everything that sells has filled too
  double max = 0;        // >= committed: everything that buys has
};

// Signed units on their way: of orders that need no price, and what the resting ones would add to
// `held` (exits, children and groups do not count).
double working_quantity(const OpenOrders& open, core::SymbolIndex symbol, double held);

// The same of those that were sent before the order in `slot`, which is one of the symbol's.
double working_before(const OpenOrders& open, Slot slot, double held);

// Where a position of `held` may end. Entries that wait for a price or a parent count, all that
// buy or all that sell, of one OCO group only the largest; exits do not count. `beside` may be open
// already: neither it nor its OCO siblings count.
ExposureRange exposure_range(const OpenOrders& open, core::SymbolIndex symbol, double held,
                             const WorkingOrder& beside = {});

}  // namespace barometer::orders
