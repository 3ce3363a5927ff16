// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <cstdint>
#include <string_view>

// The life of an order as a table: in which state which event may happen, and what comes of it.
// docs/execution.md shows the same table.

namespace barometer::orders {

enum class OrderState : std::int8_t {
  fresh,      // sent, not checked yet
  waiting,    // for a fill of its parent
  working,    // meets the bars of its symbol
  triggered,  // a stop that was reached: a market order now, or a limit order
  filled,     // over, with a fill
  rejected,   // over, without a fill
  cancelled,  // over
  none        // in the table: cannot happen
};

enum class OrderEvent : std::int8_t {
  accept,     // goes to work
  hold,       // accepted, waits for its parent
  activate,   // its parent has filled, or has filled more
  trigger,    // the stop was reached
  fill_part,  // some of it filled, the rest goes on
  fill,       // filled, nothing is left or the rest is dropped
  replace,    // the strategy changed it
  reject,     // not taken, when it is sent or when it would fill
  cancel
};

// OrderState::none where the event cannot happen in that state.
OrderState next_state(OrderState state, OrderEvent event);

constexpr bool is_open(OrderState state) {
  return state == OrderState::waiting || state == OrderState::working ||
         state == OrderState::triggered;
}

// The status that the strategy is shown for the event.
bm_order_status status_after(OrderEvent event);

std::string_view to_string(OrderState state);
std::string_view to_string(OrderEvent event);

}  // namespace barometer::orders
