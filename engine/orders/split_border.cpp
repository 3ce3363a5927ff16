// SPDX-License-Identifier: Apache-2.0
#include "orders/split_border.hpp"

#include "orders/order_store.hpp"
#include "orders/view_units.hpp"

namespace barometer::orders {

namespace {

bool is_in_units(bm_amount_kind kind) {
  return kind == BM_AMOUNT_QUANTITY || kind == BM_AMOUNT_TARGET_QUANTITY;
}

// The side of a REPLACE and the kind of its trail are those of the order that it names.
void take_from_open_order(bm_order& order, const OrderStore& store) {
  const OpenOrders& open = store.open_orders();
  const Slot slot =
      order.client_order_id == 0 ? 0 : open.find_client(order.symbol, order.client_order_id);
  if (slot != 0) {
    order.side = open.order(slot).buys() ? BM_BUY : BM_SELL;
    order.trail_kind = store.record(open.order(slot).id).trail_kind;
    order.amount_kind = BM_AMOUNT_QUANTITY;
  }
}

}  // namespace

bm_order in_day_units(const bm_order& sent, const ViewUnits& units, const OrderStore& store) {
  if (!units.split() || sent.action == BM_ORDER_CANCEL) {
    return sent;
  }
  bm_order meant = sent;
  if (sent.action == BM_ORDER_REPLACE) {
    take_from_open_order(meant, store);
  }
  const bool sided = meant.side == BM_BUY || meant.side == BM_SELL;
  const bool buys = meant.side == BM_BUY;
  bm_order order = sent;
  if (is_in_units(meant.amount_kind)) {
    order.amount = units.day_quantity(sent.amount);
  }
  order.limit_price = sided ? units.day_limit(sent.limit_price, buys, store.limit_touch())
                            : units.day_price(sent.limit_price);
  order.stop_price =
      sided ? units.day_stop(sent.stop_price, buys) : units.day_price(sent.stop_price);
  if (meant.trail_kind == BM_TRAIL_PRICE) {
    order.trail = units.day_price(sent.trail);
  }
  return order;
}

}  // namespace barometer::orders
