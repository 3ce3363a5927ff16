// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include "core/timestamp.hpp"
#include "orders/working_order.hpp"

namespace barometer::orders {

// Finite and positive.
bool is_price(double price);

// Whether an order that is submitted makes sense by itself, its amount aside (orders/sizing.hpp):
// BM_REASON_NONE, BM_REASON_UNSUPPORTED for a kind that does not exist, BM_REASON_INVALID for
// prices that its type needs and that are missing, not finite or not positive, for a trail without
// a distance and an expiry that is not ahead. Prices that its type does not need are ignored.
bm_order_reason check_order(const bm_order& order, core::Timestamp now);

// Whether a child that would close what its parent opens has its price on the side where it can
// do so: a stop behind the parent's price, a limit beyond it. `reference` is the parent's limit,
// its stop, or the last close, quote currency.
bool on_right_side(const WorkingOrder& child, double reference);

}  // namespace barometer::orders
