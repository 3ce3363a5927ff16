// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

namespace barometer::orders {

class OrderStore;
class ViewUnits;

// What a strategy has sent in view units, in units of the day. Weights, notionals and trails that
// are no distance are what they are. The side by which prices are rounded is that of the order, of
// a REPLACE that of the open order that it names; a target's is not known yet, and its prices are
// the quotients.
bm_order in_day_units(const bm_order& sent, const ViewUnits& units, const OrderStore& store);

}  // namespace barometer::orders
