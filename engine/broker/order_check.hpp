// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include "broker/working_order.hpp"
#include "core/timestamp.hpp"

namespace barometer {

// Whether an order that is submitted makes sense by itself, its amount aside (broker/sizing.hpp):
// BM_REJECT_NONE, BM_REJECT_UNSUPPORTED for a kind that does not exist, BM_REJECT_INVALID for
// prices that its type needs and that are missing, not finite or not positive, for a trail without
// a distance and an expiry that is not ahead. What its type does not need is not looked at.
bm_reject_reason check_order(const bm_order& order, Timestamp now);

// Whether a child that would close what its parent opens has its price on the side where it can
// do so: a stop behind the parent's price, a limit beyond it. `reference` is the parent's limit,
// its stop, or the last close, quote currency.
bool on_right_side(const WorkingOrder& child, double reference);

}  // namespace barometer
