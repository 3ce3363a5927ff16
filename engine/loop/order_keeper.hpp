// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <span>

#include "loop/market_view.hpp"
#include "orders/instruments.hpp"
#include "orders/order_store.hpp"
#include "portfolio/account.hpp"

namespace barometer::loop {

// What a REPLACE makes of an order: signed units still to fill, and prices. NaN: as it is.
struct Replacement {
  double quantity = orders::kNoPrice;
  double limit = orders::kNoPrice;
  double stop = orders::kNoPrice;
  double trail = orders::kNoPrice;  // as WorkingOrder::trail
};

// Where in the course of its symbol something happens to an order.
struct BarPoint {
  std::int64_t bar = 0;
  orders::PricePoint point = orders::PricePoint::open;
  double price = 0;  // before slippage, quote currency
};

// Changes orders together with all that hangs on them: the orders of their group, their parent and
// children, and what the strategy is told.
class OrderKeeper {
 public:
  OrderKeeper(std::span<const orders::Instrument> instruments, const portfolio::Account& account,
              orders::OrderStore& desk, MarketView& view)
      : instruments_(instruments), account_(account), desk_(desk), view_(view) {}

  // [step] As OrderStore::accept.
  orders::Slot accept(const orders::OrderRecord& record, const orders::WorkingOrder& order,
                      orders::Step now);

  // [step] An order that never lives.
  void refuse(const orders::OrderRecord& record, bm_order_reason reason, orders::Step now);

  // [step] Ends an order, and with it the children that still wait for it. BM_ORDER_REJECTED or
  // BM_ORDER_CANCELLED.
  void end(orders::Slot slot, orders::OrderEvent event, bm_order_reason reason, orders::Step now);

  // [step] A stop is reached.
  void trigger(orders::Slot slot, const BarPoint& at, orders::Step now);

  // [step] `quantity` signed units of it fill; the account has them already. What is left lives on
  // unless `last`. The others of its group and what is left of its parent are cancelled, its
  // children wake in proportion.
  void fill(orders::Slot slot, double quantity, bool last, const BarPoint& at, orders::Step now);

  // [step] Ends all living orders of the symbol, but for `spared`. False where there are none.
  bool cancel_all(core::SymbolIndex symbol, bm_order_reason reason, orders::Step now,
                  orders::Slot spared = 0);

  // [step] Takes over what the strategy wants changed.
  void replace(orders::Slot slot, const Replacement& change, orders::Step now);

  // [step] Ends GTD orders whose time is before `time`, or is it.
  void expire(core::Timestamp time, bool at_it, orders::Step now);

  // [step] Position and what works of a symbol, as the strategy will see them.
  void show(core::SymbolIndex symbol);

 private:
  void notify(std::uint64_t id, orders::OrderEvent event, bm_order_reason reason);
  void end_alone(orders::Slot slot, orders::OrderEvent event, bm_order_reason reason,
                 orders::Step now);
  void cancel_oco_siblings(orders::WorkingOrder filled, std::uint64_t id, orders::Step now);
  void cancel_parent(core::SymbolIndex symbol, std::uint64_t parent, orders::Step now);
  void activate_children(const orders::WorkingOrder& parent, std::uint64_t id, const BarPoint& at,
                         orders::Step now);
  void activate(orders::Slot slot, double quantity, const BarPoint& at, orders::Step now);
  void cancel_waiting(core::SymbolIndex symbol, std::uint64_t parent, orders::Step now);
  double share(const orders::WorkingOrder& child, const orders::WorkingOrder& parent) const;

  std::span<const orders::Instrument> instruments_;
  const portfolio::Account& account_;
  orders::OrderStore& desk_;
  MarketView& view_;
};

}  // namespace barometer::loop
