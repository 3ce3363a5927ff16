// SPDX-License-Identifier: Apache-2.0
#include "orders/order_check.hpp"

#include <cmath>

namespace barometer::orders {

bool is_price(double price) {
  return std::isfinite(price) && price > 0;
}

namespace {

bool known(const bm_order& order) {
  return is_known(order.type) && order.time_in_force >= BM_GTC && order.time_in_force <= BM_FOK &&
         order.trail_kind >= BM_TRAIL_NONE && order.trail_kind <= BM_TRAIL_ATR;
}

bool trails(const bm_order& order) {
  const bool small_enough = order.trail_kind != BM_TRAIL_FRACTION || order.trail < 1;
  const bool begins = std::isnan(order.stop_price) || is_price(order.stop_price);
  return order.trail_kind != BM_TRAIL_NONE && is_price(order.trail) && small_enough && begins;
}

bool priced(const bm_order& order) {
  const OrderType& type = order_type(order.type);
  const bool limit = !type.has_limit || is_price(order.limit_price);
  const bool stop = !type.has_stop || type.trails || is_price(order.stop_price);
  return limit && stop && (!type.trails || trails(order));
}

}  // namespace

bm_order_reason check_order(const bm_order& order, core::Timestamp now) {
  if (!known(order)) {
    return BM_REASON_UNSUPPORTED;
  }
  const bool late = order.time_in_force == BM_GTD && order.expiry_ns <= now;
  return priced(order) && !late ? BM_REASON_NONE : BM_REASON_INVALID;
}

bool on_right_side(const WorkingOrder& child, double reference) {
  const double side = child.buys() ? 1 : -1;
  if (child.is_limit()) {
    return side * child.limit < side * reference;
  }
  // A trailing stop without a beginning (NaN) is behind by its distance.
  return !child.is_stop() || !(side * child.stop <= side * reference);
}

}  // namespace barometer::orders
