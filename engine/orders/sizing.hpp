// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

namespace barometer::orders {

// What an order is sized against: the account at the close that made it, and a price.
struct SizingBasis {
  double position = 0;     // signed units held
  double working = 0;      // signed units accepted and not yet filled
  double equity = 0;       // account currency
  double unit_value = 0;   // account currency for one unit
  double costs = 0;        // fraction of the value that is set aside for costs
  double cash_buffer = 0;  // fraction of equity that target weights leave free
  double dust = 0;         // a rest of no more units than this counts as nothing
};

struct Sized {
  double quantity = 0;  // signed units; 0 with BM_REASON_NONE: a target already reached
  bm_order_reason reason = BM_REASON_NONE;
};

// The part of `quantity` that brings `held` towards zero; what is beyond zero, and more than dust,
// opens.
double closing_part(double held, double quantity);

// `quantity`, or -held where no more than `dust` units would be left.
double close_whole(double held, double quantity, double dust);

// Signed units from `there` to `target`; 0 where no more than `dust` units, or rounding, lie
// between.
double towards(double target, double there, double dust);

// Turns an order's amount into signed units, always finite. BM_REASON_INVALID for amounts and sides
// that do not fit each other. A target weight of an account whose equity is zero or less is a
// target of nothing.
Sized size_order(const bm_order& order, const SizingBasis& basis);

}  // namespace barometer::orders
