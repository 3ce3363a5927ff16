// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <cstdint>
#include <string_view>

#include "core/symbol.hpp"
#include "core/timestamp.hpp"

// Orders and fills as the run keeps them. Values: written once, never changed after the log has
// them, except for an order's status, which moves forward only.

namespace barometer {

// Where in its bar a fill happened.
enum class PricePoint : std::int8_t { open, intrabar, close };

// One order from acceptance (or refusal) to its end.
struct OrderRecord {
  std::uint64_t id = 0;  // 1, 2, ... in the order of acceptance: also its index in the log + 1
  std::uint64_t client_id = 0;
  SymbolIndex symbol = 0;
  bm_order_type type = BM_ORDER_MARKET;
  bm_order_status status = BM_ORDER_ACCEPTED;
  bm_reject_reason reason = BM_REJECT_NONE;
  std::int64_t step = 0;       // step whose close made it
  Timestamp time_ns = 0;       // close time of that step
  std::int64_t end_step = -1;  // step in which it was filled, rejected or cancelled; -1 open
  Timestamp end_time_ns = 0;
  double quantity = 0;  // signed units asked for, after targets are resolved
  double filled = 0;    // signed units filled
  // Accepted: why it is less than was asked for, or why the engine sent it; else NONE.
  bm_reject_reason cut_by = BM_REJECT_NONE;
};

struct Fill {
  std::uint64_t order_id = 0;
  std::uint64_t client_id = 0;
  SymbolIndex symbol = 0;
  PricePoint price_point = PricePoint::open;
  std::int64_t order_step = 0;  // step whose close made the order
  Timestamp order_time_ns = 0;
  std::int64_t step = 0;  // step of the bar in which it filled
  Timestamp time_ns = 0;  // close time of that bar
  std::int64_t bar = 0;   // index of that bar in its symbol
  double quantity = 0;    // signed units
  double raw_price = 0;   // before slippage, quote currency
  double price = 0;       // after slippage
  double commission = 0;  // account currency, >= 0
  std::string_view rule;  // static text: the rule of docs/execution.md that made it
  double unit = 1;        // account currency for one unit at a price of 1: multiplier x rate

  // Slippage paid, account currency, >= 0.
  double slippage_cost() const { return quantity * (price - raw_price) * unit; }

  // Account currency, >= 0.
  double notional() const { return (quantity < 0 ? -quantity : quantity) * price * unit; }
};

std::string_view to_string(PricePoint point);
std::string_view status_name(bm_order_status status);
std::string_view reason_name(bm_reject_reason reason);
std::string_view type_name(bm_order_type type);

}  // namespace barometer
