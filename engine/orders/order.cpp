// SPDX-License-Identifier: Apache-2.0
#include "orders/order.hpp"

#include "orders/order_type.hpp"

namespace barometer::orders {

namespace {

// Of account and risk limits.
std::string_view account_reason_name(bm_order_reason reason) {
  switch (reason) {
    case BM_REASON_LIQUIDATION:
      return "liquidation";
    case BM_REASON_MAX_WEIGHT:
      return "max_weight";
    case BM_REASON_MAX_GROSS:
      return "max_gross";
    case BM_REASON_MAX_NET:
      return "max_net";
    case BM_REASON_MAX_DRAWDOWN:
      return "max_drawdown";
    case BM_REASON_MAX_DAILY_LOSS:
      return "max_daily_loss";
    case BM_REASON_ORDERS_PER_STEP:
      return "orders_per_step";
    case BM_REASON_NO_RATE:
      return "no_rate";
    default:
      return "?";
  }
}

std::string_view cancel_reason_name(bm_order_reason reason) {
  switch (reason) {
    case BM_REASON_BY_STRATEGY:
      return "by_strategy";
    case BM_REASON_GROUP:
      return "group";
    case BM_REASON_PARENT:
      return "parent";
    case BM_REASON_BRACKET:
      return "bracket";
    case BM_REASON_EXPIRED:
      return "expired";
    case BM_REASON_IOC:
      return "ioc";
    case BM_REASON_FOK:
      return "fok";
    default:
      return account_reason_name(reason);
  }
}

}  // namespace

std::string_view to_string(PricePoint point) {
  switch (point) {
    case PricePoint::open:
      return "open";
    case PricePoint::intrabar:
      return "intrabar";
    case PricePoint::close:
      return "close";
  }
  return "?";
}

std::string_view status_name(bm_order_status status) {
  switch (status) {
    case BM_ORDER_ACCEPTED:
      return "working";
    case BM_ORDER_FILLED:
      return "filled";
    case BM_ORDER_REJECTED:
      return "rejected";
    case BM_ORDER_CANCELLED:
      return "cancelled";
    case BM_ORDER_PARTLY_FILLED:
      return "partly_filled";
    case BM_ORDER_TRIGGERED:
      return "triggered";
    case BM_ORDER_ACTIVATED:
      return "activated";
    case BM_ORDER_REPLACED:
      return "replaced";
    default:
      return "?";
  }
}

std::string_view reason_name(bm_order_reason reason) {
  switch (reason) {
    case BM_REASON_NONE:
      return "";
    case BM_REASON_UNSUPPORTED:
      return "unsupported";
    case BM_REASON_INVALID:
      return "invalid";
    case BM_REASON_BUYING_POWER:
      return "buying_power";
    case BM_REASON_SHORT_SELLING:
      return "short_selling";
    case BM_REASON_DATA_END:
      return "data_end";
    case BM_REASON_BLOCKED_BY_TAG:
      return "blocked_by_tag";
    case BM_REASON_FLATTENED:
      return "flattened_by_tag";
    case BM_REASON_NO_SUCH_ORDER:
      return "no_such_order";
    case BM_REASON_WRONG_SIDE:
      return "wrong_side";
    case BM_REASON_TOO_MANY_ORDERS:
      return "too_many_orders";
    case BM_REASON_LOT_SIZE:
      return "lot_size";
    case BM_REASON_MIN_NOTIONAL:
      return "min_notional";
    default:
      return cancel_reason_name(reason);
  }
}

std::string_view type_name(bm_order_type type) {
  return is_known(type) ? order_type(type).name : "?";
}

std::string_view action_name(bm_order_action action) {
  switch (action) {
    case BM_ORDER_SUBMIT:
      return "submit";
    case BM_ORDER_CANCEL:
      return "cancel";
    case BM_ORDER_REPLACE:
      return "replace";
    default:
      return "?";
  }
}

std::string_view time_in_force_name(bm_time_in_force time_in_force) {
  switch (time_in_force) {
    case BM_GTC:
      return "gtc";
    case BM_DAY:
      return "day";
    case BM_GTD:
      return "gtd";
    case BM_IOC:
      return "ioc";
    case BM_FOK:
      return "fok";
    default:
      return "?";
  }
}

}  // namespace barometer::orders
