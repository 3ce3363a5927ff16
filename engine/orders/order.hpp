// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <cstdint>
#include <limits>
#include <string_view>

#include "core/symbol.hpp"
#include "core/timestamp.hpp"
#include "orders/order_state_machine.hpp"

// Orders and fills as the run keeps them. Values: written once, never changed after the log has
// them, except for an order's status, which moves forward only.

namespace barometer::orders {

inline constexpr double kNoPrice = std::numeric_limits<double>::quiet_NaN();

// Of a cancel, and of orders that were rejected unread: they name no amount.
inline constexpr bm_amount_kind kNoAmount = -1;

// Where in its bar a fill happened.
enum class PricePoint : std::int8_t { open, intrabar, close };

// The symbol of orders that were rejected unread, for want of room in the buffer.
inline constexpr core::SymbolIndex kNoSymbol = static_cast<core::SymbolIndex>(-1);

// One order from its acceptance or rejection to its end; also a CANCEL or REPLACE that was
// rejected.
struct OrderRecord {
  std::uint64_t id = 0;  // 1, 2, ... in the order of acceptance: also its index in the log + 1
  std::uint64_t client_order_id = 0;
  core::SymbolIndex symbol = 0;
  bm_order_action action = BM_ORDER_SUBMIT;
  bm_order_type type = BM_ORDER_MARKET;
  bm_time_in_force time_in_force = BM_GTC;
  OrderState state = OrderState::fresh;
  bm_order_status status = BM_ORDER_ACCEPTED;  // ACCEPTED while it is open, then how it ended
  bm_order_reason reason = BM_REASON_NONE;
  std::uint32_t oco_group = 0;
  std::uint64_t parent = 0;     // id of the order whose fill activates it; 0 none
  std::int64_t step = 0;        // step whose close made it
  core::Timestamp time_ns = 0;  // close time of that step
  std::int64_t end_step = -1;   // step in which it was filled, rejected or cancelled; -1 open
  core::Timestamp end_time_ns = 0;
  bm_amount_kind amount_kind = kNoAmount;
  double amount = kNoPrice;    // as sent, < 0 sells
  double estimate = kNoPrice;  // signed units at the close that made it, if sized at its fill
  double quantity = 0;         // signed units asked for, after targets are resolved
  double filled = 0;           // signed units filled
  // Accepted: why it is less than was asked for, or why the engine sent it; else NONE.
  bm_order_reason cut_by = BM_REASON_NONE;
  // Quote currency, as accepted or last replaced; NaN none. Of a trailing stop: where it began.
  double limit_price = kNoPrice;
  double stop_price = kNoPrice;
  bm_trail_kind trail_kind = BM_TRAIL_NONE;
  double trail = kNoPrice;        // as sent
  core::Timestamp expiry_ns = 0;  // as sent: GTD alone
};

// One change in the life of an order, in the order in which they happened.
struct OrderChange {
  std::uint64_t order_id = 0;
  std::int64_t step = 0;
  core::Timestamp time_ns = 0;
  OrderEvent event = OrderEvent::accept;
  OrderState state = OrderState::fresh;  // after it
  bm_order_reason reason = BM_REASON_NONE;
  double quantity = 0;  // signed units still to fill after it, or that were when it ended
};

struct Fill {
  std::uint64_t order_id = 0;
  std::uint64_t client_order_id = 0;
  core::SymbolIndex symbol = 0;
  PricePoint price_point = PricePoint::open;
  std::int64_t order_step = 0;  // step whose close made the order
  core::Timestamp order_time_ns = 0;
  std::int64_t step = 0;        // step of the bar in which it filled
  core::Timestamp time_ns = 0;  // close time of that bar
  std::int64_t bar = 0;         // index of that bar in its symbol
  double quantity = 0;          // signed units
  double raw_price = 0;         // before slippage, quote currency
  double price = 0;             // after slippage
  double commission = 0;        // account currency, >= 0
  std::string_view rule;        // static text: the rule of docs/execution.md that made it
  double point_value = 1;       // account currency for one unit at a price of 1: multiplier x rate
  double spread = 0;  // what the quoted spread took of `price`, quote currency a unit, >= 0

  // Of the slippage what the quoted spread took, account currency, >= 0.
  double spread_cost() const {
    return (quantity < 0 ? -quantity : quantity) * spread * point_value;
  }

  // Slippage paid, account currency, >= 0.
  double slippage_cost() const { return quantity * (price - raw_price) * point_value + 0.0; }

  // Account currency, >= 0.
  double notional() const { return (quantity < 0 ? -quantity : quantity) * price * point_value; }
};

}  // namespace barometer::orders
