// SPDX-License-Identifier: Apache-2.0
#include "risk/close_out.hpp"

#include "orders/sizing.hpp"

namespace barometer::risk {

orders::Slot closing_order(const portfolio::TradingContext& context, core::SymbolIndex symbol) {
  const orders::OpenOrders& open = context.store.open_orders();
  const portfolio::Position& position = context.position(symbol);
  for (orders::Slot slot = open.first(symbol); slot != 0; slot = open.next(slot)) {
    const orders::WorkingOrder& order = open.order(slot);
    const double quantity = orders::close_whole(position.quantity, order.quantity, position.dust());
    const bool is_fixed =
        order.fill_mode() == orders::FillMode::marketable && !order.sized_at_fill();
    if (is_fixed && quantity == -position.quantity) {
      return slot;
    }
  }
  return 0;
}

bool close_out(const portfolio::TradingContext& context, core::SymbolIndex symbol,
               bm_order_reason reason, orders::Slot closing, const data::Step& now,
               std::optional<double> units) {
  const double held = context.position(symbol).quantity;
  if (held == 0 && context.store.open_orders().first(symbol) == 0) {
    return false;
  }
  const bool cancelled = context.store.cancel_all(symbol, reason, now, closing);
  if (held != 0 && closing == 0) {
    context.store.accept_closing(symbol, units.value_or(held), reason, now);
  }
  return cancelled || closing == 0;
}

}  // namespace barometer::risk
