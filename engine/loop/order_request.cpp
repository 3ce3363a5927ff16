// SPDX-License-Identifier: Apache-2.0
#include "loop/order_request.hpp"

#include <cmath>

#include "orders/order_check.hpp"
#include "orders/trailing.hpp"

namespace barometer::loop {

namespace {

bool is_target(const bm_order& order) {
  return order.amount_kind == BM_AMOUNT_TARGET_QUANTITY ||
         order.amount_kind == BM_AMOUNT_TARGET_WEIGHT;
}

// The price that a child's own is compared with.
double reference_of(const orders::WorkingOrder& parent, double last_close) {
  if (!std::isnan(parent.limit)) {
    return parent.limit;
  }
  return std::isnan(parent.stop) ? last_close : parent.stop;
}

// As WorkingOrder::trail; 0 where there are too few bars for an ATR.
double trail_of(bm_trail_kind kind, double trail, const OrderContext& basis) {
  return kind == BM_TRAIL_ATR ? trail * orders::mean_true_range(basis.data, basis.closed) : trail;
}

double notional_of(const orders::WorkingOrder& order, const OrderContext& basis) {
  const double price = std::isnan(order.limit) ? basis.last_close : order.limit;
  return std::fabs(order.quantity) * price * basis.instrument.multiplier;
}

bm_order_reason size(OrderRequest& draft, const bm_order& order, const OrderContext& basis) {
  const orders::Sized sized = orders::size_order(order, basis.sizing);
  if (sized.reason != BM_REASON_NONE) {
    return sized.reason;
  }
  draft.order.asked = sized.quantity;
  resize(draft, sized.quantity, basis);
  draft.is_reached = is_target(order) && draft.quantity() == 0;
  return draft.is_reached ? BM_REASON_NONE : draft.reason;
}

// Of all types; what a type does not need stays out of its way.
bm_order_reason price(OrderRequest& draft, const bm_order& order, const OrderContext& basis) {
  orders::WorkingOrder& working = draft.order;
  if (order.type == BM_ORDER_LIMIT || order.type == BM_ORDER_STOP_LIMIT) {
    working.limit = basis.instrument.limit_price(working.asked, order.limit_price);
    draft.record.limit_price = working.limit;
  }
  if (working.is_stop()) {
    working.stop = draft.record.stop_price = order.stop_price;
  }
  if (order.type == BM_ORDER_TRAILING_STOP) {
    working.trail = trail_of(order.trail_kind, order.trail, basis);
    working.trails_by_fraction = order.trail_kind == BM_TRAIL_FRACTION;
    orders::WorkingOrder begun = working;
    orders::begin_trailing(begun, basis.last_close);
    if (working.trail == 0 || !(begun.stop > 0)) {
      return BM_REASON_INVALID;
    }
    working = order.parent == 0 ? begun : working;
  }
  return BM_REASON_NONE;
}

bm_order_reason link(OrderRequest& draft, const bm_order&, const OrderContext& basis) {
  if (draft.parent == 0) {
    return BM_REASON_NONE;
  }
  const orders::WorkingOrder& parent = basis.desk.order(draft.parent);
  draft.order.parent = draft.record.parent = parent.id;
  draft.order.is_exit = draft.order.asked * parent.asked < 0;
  const double reference = reference_of(parent, basis.last_close);
  const bool wrong = draft.order.is_exit && !orders::on_right_side(draft.order, reference);
  return wrong ? BM_REASON_WRONG_SIDE : BM_REASON_NONE;
}

// A child must have a living parent, and an amount of its own.
bm_order_reason check_child(const bm_order& order, orders::Slot parent) {
  if (order.parent == 0) {
    return BM_REASON_NONE;
  }
  return parent == 0        ? BM_REASON_NO_SUCH_ORDER
         : is_target(order) ? BM_REASON_INVALID
                            : BM_REASON_NONE;
}

}  // namespace

orders::OrderRecord record_of(const bm_order& order) {
  orders::OrderRecord record;
  record.client_order_id = order.client_order_id;
  record.symbol = order.symbol;
  record.action = order.action;
  record.type = order.type;
  record.time_in_force = order.time_in_force;
  record.oco_group = order.oco_group;
  record.limit_price = order.limit_price;
  record.stop_price = order.stop_price;
  record.trail_kind = order.trail_kind;
  record.trail = order.trail;
  return record;
}

OrderRequest draft_of(const bm_order& order, const OrderContext& basis) {
  OrderRequest draft;
  draft.record = record_of(order);
  draft.order.client_order_id = order.client_order_id;
  draft.order.symbol = order.symbol;
  draft.order.type = order.type;
  draft.order.time_in_force = order.time_in_force;
  draft.order.oco_group = order.oco_group;
  draft.order.expiry_ns = order.time_in_force == BM_GTD ? order.expiry_ns : 0;
  draft.parent = order.parent == 0 ? 0 : basis.desk.find(order.symbol, order.parent);
  draft.reason = orders::check_order(order, basis.now);
  if (draft.reason == BM_REASON_NONE) {
    draft.reason = check_child(order, draft.parent);
  }
  for (const auto step : {size, price, link}) {
    if (draft.reason == BM_REASON_NONE && !draft.is_reached) {
      draft.reason = step(draft, order, basis);
    }
  }
  return draft;
}

void resize(OrderRequest& draft, double quantity, const OrderContext& basis) {
  const double held = basis.sizing.position;
  const double asked = orders::close_whole(held, quantity, basis.sizing.dust);
  const bool closes = asked == -held;
  draft.order.quantity = closes ? asked : basis.instrument.round_to_lot(asked);
  draft.record.quantity = draft.order.quantity;
  if (draft.order.quantity == 0) {
    draft.reason = quantity == 0 ? BM_REASON_NONE : BM_REASON_LOT_SIZE;
  } else if (!closes && notional_of(draft.order, basis) < basis.instrument.min_notional) {
    draft.reason = BM_REASON_MIN_NOTIONAL;
  }
}

std::optional<Replacement> replacement_of(const bm_order& order, orders::Slot slot,
                                          const OrderContext& basis) {
  const orders::WorkingOrder& old = basis.desk.order(slot);
  const orders::OrderRecord& record = basis.desk.record(old.id);
  const auto sensible = [](double price) {
    return std::isnan(price) || (std::isfinite(price) && price > 0);
  };
  const double wanted = std::fabs(order.amount) - std::fabs(old.filled);
  const bool keeps_amount = std::isnan(order.amount);
  Replacement change;
  if (!keeps_amount) {
    change.quantity = basis.instrument.round_to_lot(std::copysign(wanted, old.quantity));
  }
  change.limit = basis.instrument.limit_price(old.quantity, order.limit_price);
  change.stop = order.stop_price;
  change.trail = trail_of(record.trail_kind, order.trail, basis);
  const bool enough = keeps_amount || (std::isfinite(wanted) && wanted > 0 && change.quantity != 0);
  const bool prices = sensible(order.limit_price) && sensible(order.stop_price) &&
                      sensible(change.trail) && !(old.trails_by_fraction && change.trail >= 1);
  return enough && prices ? std::optional(change) : std::nullopt;
}

}  // namespace barometer::loop
