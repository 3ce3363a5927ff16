// SPDX-License-Identifier: Apache-2.0
#include "orders/order_request.hpp"

#include <cmath>

#include "orders/order_check.hpp"
#include "orders/trailing.hpp"

namespace barometer::orders {

namespace {

bool is_target(const bm_order& order) {
  return order.amount_kind == BM_AMOUNT_TARGET_QUANTITY ||
         order.amount_kind == BM_AMOUNT_TARGET_WEIGHT;
}

// As it stands in orders.csv: what sells is below 0.
double signed_amount(const bm_order& order) {
  return is_target(order) || order.side != BM_SELL ? order.amount : -order.amount;
}

// The price that a child's own is compared with.
double reference_of(const WorkingOrder& parent, double last_close) {
  if (!std::isnan(parent.limit)) {
    return parent.limit;
  }
  return std::isnan(parent.stop) ? last_close : parent.stop;
}

// As WorkingOrder::trail; 0 where there are too few bars for an ATR.
double trail_of(bm_trail_kind kind, double trail, const OrderContext& context) {
  return kind == BM_TRAIL_ATR ? trail * mean_true_range(context.data, context.closed) : trail;
}

double notional_of(const WorkingOrder& order, const OrderContext& context) {
  const double price = std::isnan(order.limit) ? context.last_close : order.limit;
  return std::fabs(order.quantity) * price * context.instrument.multiplier;
}

// Orders without a price of their own are sized at the last close, the others at their price, less
// what costs may take. A trailing stop that begins where the price is has no price yet.
SizingBasis basis_of(const bm_order& order, const OrderContext& context) {
  SizingBasis basis = context.sizing;
  const OrderType& type = order_type(order.type);
  const double price = type.has_limit ? order.limit_price : order.stop_price;
  if (context.sizes_at_fill && type.fill_mode == FillMode::resting && price > 0) {
    basis.unit_value *= price / context.last_close;
    basis.costs = type.has_limit ? context.costs.limit : context.costs.stop;
  }
  return basis;
}

// What is left to its fill, of an order that is sized there.
FillAmount fill_amount(const bm_order& order, const OrderContext& context) {
  const bool by_money =
      order.amount_kind == BM_AMOUNT_NOTIONAL || order.amount_kind == BM_AMOUNT_TARGET_WEIGHT;
  const bool needs_price = order_type(order.type).fill_mode == FillMode::resting;
  if (!context.sizes_at_fill || !by_money || needs_price || order.parent != 0) {
    return {};
  }
  return {.kind = order.amount_kind, .amount = signed_amount(order)};
}

// Where lots leave nothing of a target of an account that holds nothing, the target was not
// reached.
bm_order_reason size(OrderRequest& request, const bm_order& order, const OrderContext& context) {
  const Sized sized = size_order(order, basis_of(order, context));
  if (sized.reason != BM_REASON_NONE) {
    return sized.reason;
  }
  request.order.requested = sized.quantity;
  request.order.at_fill = fill_amount(order, context);
  resize(request, sized.quantity, context);
  const bool holds = context.sizing.position + context.sizing.working != 0;
  request.is_reached =
      is_target(order) && request.quantity() == 0 && (sized.quantity == 0 || holds);
  return request.is_reached ? BM_REASON_NONE : request.reason;
}

// Sets the prices that the order's type needs, and no others.
bm_order_reason price(OrderRequest& request, const bm_order& order, const OrderContext& context) {
  WorkingOrder& working = request.order;
  if (working.traits().has_limit) {
    working.limit = context.instrument.limit_price(working.requested, order.limit_price);
    request.record.limit_price = working.limit;
  }
  if (working.is_stop()) {
    working.stop = request.record.stop_price = order.stop_price;
  }
  if (working.traits().trails) {
    working.trail = trail_of(order.trail_kind, order.trail, context);
    working.trails_by_fraction = order.trail_kind == BM_TRAIL_FRACTION;
    WorkingOrder begun = working;
    begin_trailing(begun, context.last_close);
    if (working.trail == 0 || !(begun.stop > 0)) {
      return BM_REASON_INVALID;
    }
    working = order.parent == 0 ? begun : working;
  }
  return BM_REASON_NONE;
}

bm_order_reason link(OrderRequest& request, const bm_order&, const OrderContext& context) {
  if (request.parent == 0) {
    return BM_REASON_NONE;
  }
  const WorkingOrder& parent = context.store.order(request.parent);
  request.order.parent = request.record.parent = parent.id;
  request.order.is_exit = request.order.requested * parent.requested < 0;
  const double reference = reference_of(parent, context.last_close);
  const bool wrong = request.order.is_exit && !on_right_side(request.order, reference);
  return wrong ? BM_REASON_WRONG_SIDE : BM_REASON_NONE;
}

// A child must have an open parent, and an amount of its own.
bm_order_reason check_child(const bm_order& order, Slot parent) {
  if (order.parent == 0) {
    return BM_REASON_NONE;
  }
  return parent == 0        ? BM_REASON_NO_SUCH_ORDER
         : is_target(order) ? BM_REASON_INVALID
                            : BM_REASON_NONE;
}

}  // namespace

OrderRecord record_of(const bm_order& order) {
  OrderRecord record;
  record.client_order_id = order.client_order_id;
  record.symbol = order.symbol;
  record.action = order.action;
  record.type = order.type;
  record.time_in_force = order.time_in_force;
  if (order.action != BM_ORDER_CANCEL) {
    record.amount_kind = order.amount_kind;
    record.amount = signed_amount(order);
  }
  record.oco_group = order.oco_group;
  record.limit_price = order.limit_price;
  record.stop_price = order.stop_price;
  record.trail_kind = order.trail_kind;
  record.trail = order.trail;
  record.expiry_ns = order.time_in_force == BM_GTD ? order.expiry_ns : 0;
  return record;
}

OrderRequest make_request(const bm_order& order, const OrderContext& context) {
  OrderRequest request;
  request.record = record_of(order);
  request.order.client_order_id = order.client_order_id;
  request.order.symbol = order.symbol;
  request.order.type = order.type;
  request.order.time_in_force = order.time_in_force;
  request.order.oco_group = order.oco_group;
  request.order.expiry_ns = request.record.expiry_ns;
  request.parent =
      order.parent == 0 ? 0 : context.store.open_orders().find_client(order.symbol, order.parent);
  request.reason = check_order(order, context.now);
  if (request.reason == BM_REASON_NONE) {
    request.reason = check_child(order, request.parent);
  }
  for (const auto step : {size, price, link}) {
    if (request.reason == BM_REASON_NONE && !request.is_reached) {
      request.reason = step(request, order, context);
    }
  }
  return request;
}

void resize(OrderRequest& request, double quantity, const OrderContext& context) {
  if (request.order.sized_at_fill()) {
    request.order.quantity = request.record.quantity = request.record.estimate = quantity;
    return;
  }
  const double held = context.sizing.position;
  const double requested = close_whole(held, quantity, context.sizing.dust);
  const bool closes = requested == -held;
  request.order.quantity = closes ? requested : context.instrument.round_to_lot(requested);
  request.record.quantity = request.order.quantity + 0.0;  // nothing is never -0
  if (request.order.quantity == 0) {
    request.reason = quantity == 0 ? BM_REASON_NONE : BM_REASON_LOT_SIZE;
  } else if (!closes && notional_of(request.order, context) < context.instrument.min_notional) {
    request.reason = BM_REASON_MIN_NOTIONAL;
  }
}

std::optional<Replacement> make_replacement(const bm_order& order, Slot slot,
                                            const OrderContext& context) {
  const WorkingOrder& old = context.store.order(slot);
  const OrderRecord& record = context.store.record(old.id);
  const auto sensible = [](double price) {
    return std::isnan(price) || (std::isfinite(price) && price > 0);
  };
  const double wanted = std::fabs(order.amount) - std::fabs(old.filled);
  const bool keeps_amount = std::isnan(order.amount);
  Replacement change;
  if (!keeps_amount) {
    change.quantity = context.instrument.round_to_lot(std::copysign(wanted, old.quantity));
  }
  change.limit = context.instrument.limit_price(old.quantity, order.limit_price);
  change.stop = order.stop_price;
  change.trail = trail_of(record.trail_kind, order.trail, context);
  const bool enough = keeps_amount || (std::isfinite(wanted) && wanted > 0 && change.quantity != 0);
  const bool prices = sensible(order.limit_price) && sensible(order.stop_price) &&
                      sensible(change.trail) && !(old.trails_by_fraction && change.trail >= 1);
  return enough && prices ? std::optional(change) : std::nullopt;
}

}  // namespace barometer::orders
