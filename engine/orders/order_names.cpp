// SPDX-License-Identifier: Apache-2.0
#include "orders/order_names.hpp"

#include "orders/order_type.hpp"

namespace barometer::orders {

namespace {

struct ReasonName {
  bm_order_reason reason;
  std::string_view name;
};

constexpr ReasonName kReasonNames[] = {
    {BM_REASON_NONE, ""},
    {BM_REASON_UNSUPPORTED, "unsupported"},
    {BM_REASON_INVALID, "invalid"},
    {BM_REASON_BUYING_POWER, "buying_power"},
    {BM_REASON_SHORT_SELLING, "short_selling"},
    {BM_REASON_DATA_END, "data_end"},
    {BM_REASON_BLOCKED_BY_TAG, "blocked_by_tag"},
    {BM_REASON_FLATTENED, "flattened_by_tag"},
    {BM_REASON_NO_SUCH_ORDER, "no_such_order"},
    {BM_REASON_WRONG_SIDE, "wrong_side"},
    {BM_REASON_TOO_MANY_ORDERS, "too_many_orders"},
    {BM_REASON_LOT_SIZE, "lot_size"},
    {BM_REASON_MIN_NOTIONAL, "min_notional"},
    {BM_REASON_BY_STRATEGY, "by_strategy"},
    {BM_REASON_GROUP, "group"},
    {BM_REASON_PARENT, "parent"},
    {BM_REASON_BRACKET, "bracket"},
    {BM_REASON_EXPIRED, "expired"},
    {BM_REASON_IOC, "ioc"},
    {BM_REASON_FOK, "fok"},
    {BM_REASON_LIQUIDATION, "liquidation"},
    {BM_REASON_MAX_WEIGHT, "max_weight"},
    {BM_REASON_MAX_GROSS, "max_gross"},
    {BM_REASON_MAX_NET, "max_net"},
    {BM_REASON_MAX_DRAWDOWN, "max_drawdown"},
    {BM_REASON_MAX_DAILY_LOSS, "max_daily_loss"},
    {BM_REASON_ORDERS_PER_STEP, "orders_per_step"},
    {BM_REASON_NO_RATE, "no_rate"},
    {BM_REASON_TARGET_REACHED, "target_reached"},
};

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
  for (const ReasonName& each : kReasonNames) {
    if (each.reason == reason) {
      return each.name;
    }
  }
  return "?";
}

std::string_view type_name(bm_order_type type) {
  return is_known(type) ? order_type(type).name : "?";
}

std::string_view amount_kind_name(bm_amount_kind kind) {
  switch (kind) {
    case BM_AMOUNT_QUANTITY:
      return "quantity";
    case BM_AMOUNT_NOTIONAL:
      return "notional";
    case BM_AMOUNT_TARGET_QUANTITY:
      return "target_quantity";
    case BM_AMOUNT_TARGET_WEIGHT:
      return "target_weight";
    case kNoAmount:
      return "";
    default:
      return "?";
  }
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
