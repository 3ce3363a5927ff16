// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <span>

#include "broker/instruments.hpp"
#include "broker/order_desk.hpp"
#include "loop/market_view.hpp"
#include "portfolio/account.hpp"

namespace barometer {

// What a REPLACE makes of an order: signed units still to fill, and prices. NaN: as it is.
struct Replacement {
  double quantity = kNoPrice;
  double limit = kNoPrice;
  double stop = kNoPrice;
  double trail = kNoPrice;  // as WorkingOrder::trail
};

// Where in the course of its symbol something happens to an order.
struct BarPoint {
  std::int64_t bar = 0;
  PricePoint point = PricePoint::open;
  double price = 0;  // before slippage, quote currency
};

// Changes orders together with all that hangs on them: the orders of their group, their parent and
// children, and what the strategy is told.
class OrderKeeper {
 public:
  OrderKeeper(std::span<const Instrument> instruments, const Account& account, OrderDesk& desk,
              MarketView& view)
      : instruments_(instruments), account_(account), desk_(desk), view_(view) {}

  // [step] As OrderDesk::accept.
  Slot accept(const OrderRecord& record, const WorkingOrder& order, Moment now);

  // [step] An order that never lives.
  void refuse(const OrderRecord& record, bm_reject_reason reason, Moment now);

  // [step] Ends an order, and with it the children that still wait for it. BM_ORDER_REJECTED or
  // BM_ORDER_CANCELLED.
  void end(Slot slot, OrderEvent event, bm_reject_reason reason, Moment now);

  // [step] A stop is reached.
  void trigger(Slot slot, const BarPoint& at, Moment now);

  // [step] `quantity` signed units of it fill; the account has them already. What is left lives on
  // unless `last`. The others of its group and what is left of its parent are cancelled, its
  // children wake in proportion.
  void fill(Slot slot, double quantity, bool last, const BarPoint& at, Moment now);

  // [step] Ends all living orders of the symbol, but for `spared`. False where there are none.
  bool cancel_all(SymbolIndex symbol, bm_reject_reason reason, Moment now, Slot spared = 0);

  // [step] Takes over what the strategy wants changed.
  void replace(Slot slot, const Replacement& change, Moment now);

  // [step] Ends GTD orders whose time is before `time`, or is it.
  void expire(Timestamp time, bool at_it, Moment now);

  // [step] Position and what works of a symbol, as the strategy will see them.
  void show(SymbolIndex symbol);

 private:
  void tell(std::uint64_t id, OrderEvent event, bm_reject_reason reason);
  void end_alone(Slot slot, OrderEvent event, bm_reject_reason reason, Moment now);
  void cancel_rivals(WorkingOrder filled, std::uint64_t id, Moment now);
  void cancel_parent(SymbolIndex symbol, std::uint64_t parent, Moment now);
  void wake_children(const WorkingOrder& parent, std::uint64_t id, const BarPoint& at, Moment now);
  void wake(Slot slot, double quantity, const BarPoint& at, Moment now);
  void cancel_waiting(SymbolIndex symbol, std::uint64_t parent, Moment now);
  double share(const WorkingOrder& child, const WorkingOrder& parent) const;

  std::span<const Instrument> instruments_;
  const Account& account_;
  OrderDesk& desk_;
  MarketView& view_;
};

}  // namespace barometer
