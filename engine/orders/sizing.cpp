// SPDX-License-Identifier: Apache-2.0
#include "orders/sizing.hpp"

#include <algorithm>
#include <cmath>

#include "orders/dust.hpp"

namespace barometer::orders {

namespace {

Sized one_sided(const bm_order& order, double units) {
  const bool side_known = order.side == BM_BUY || order.side == BM_SELL;
  if (!side_known || !(units > 0)) {
    return {0, BM_REASON_INVALID};
  }
  return {order.side == BM_BUY ? units : -units, BM_REASON_NONE};
}

// An account that has lost everything holds no share of anything: it must not turn weights round.
double target_units(double weight, const SizingBasis& basis) {
  const double budget = weight * (1 - basis.cash_buffer) * std::max(basis.equity, 0.0);
  return budget / (basis.unit_value * (1 + basis.costs));
}

Sized to_target(double target, const SizingBasis& basis) {
  return {towards(target, basis.position + basis.working, basis.dust), BM_REASON_NONE};
}

Sized by_kind(const bm_order& order, const SizingBasis& basis) {
  switch (order.amount_kind) {
    case BM_AMOUNT_QUANTITY:
      return one_sided(order, order.amount);
    case BM_AMOUNT_NOTIONAL:
      return one_sided(order, order.amount / (basis.unit_value * (1 + basis.costs)));
    case BM_AMOUNT_TARGET_QUANTITY:
      return to_target(order.amount, basis);
    case BM_AMOUNT_TARGET_WEIGHT:
      return to_target(target_units(order.amount, basis), basis);
    default:
      return {0, BM_REASON_INVALID};
  }
}

}  // namespace

double closing_part(double held, double quantity) {
  if (held * quantity >= 0) {
    return 0;
  }
  return std::fabs(quantity) <= std::fabs(held) * (1 + kDust) ? quantity : -held;
}

double close_whole(double held, double quantity, double dust) {
  const bool closes = held * quantity < 0 && std::fabs(held + quantity) <= dust;
  return closes ? -held : quantity;
}

double towards(double target, double there, double dust) {
  const double more = target - there;
  const double nothing = std::max({dust, kDust * std::fabs(target), kDust * std::fabs(there)});
  return std::isfinite(more) && std::fabs(more) <= nothing ? 0 : more;
}

Sized size_order(const bm_order& order, const SizingBasis& basis) {
  if (!std::isfinite(order.amount) || !(basis.unit_value > 0)) {
    return {0, BM_REASON_INVALID};
  }
  const Sized sized = by_kind(order, basis);
  // Amounts that are finite can still overflow on their way to units.
  return std::isfinite(sized.quantity) ? sized : Sized{0, BM_REASON_INVALID};
}

}  // namespace barometer::orders
