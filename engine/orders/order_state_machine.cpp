// SPDX-License-Identifier: Apache-2.0
#include "orders/order_state_machine.hpp"

#include <array>

namespace barometer::orders {

namespace {

constexpr std::size_t kEvents = 9;
constexpr std::size_t kStates = 4;  // those in which something can happen

using enum OrderState;

// clang-format off
constexpr std::array<std::array<OrderState, kEvents>, kStates> kNext{{
    // accept, hold, activate, trigger, fill_part, fill, replace, reject, cancel
    /* fresh */ {working, waiting, none, none, none, none, none, rejected, none},
    /* waiting */ {none, none, working, none, none, none, waiting, none, cancelled},
    /* working */
    {none, none, working, triggered, working, filled, working, rejected, cancelled},
    /* triggered */
    {none, none, triggered, none, triggered, filled, triggered, rejected, cancelled},
}};
// clang-format on

constexpr std::array<bm_order_status, kEvents> kStatus{
    BM_ORDER_ACCEPTED,  BM_ORDER_ACCEPTED,      BM_ORDER_ACTIVATED,
    BM_ORDER_TRIGGERED, BM_ORDER_PARTLY_FILLED, BM_ORDER_FILLED,
    BM_ORDER_REPLACED,  BM_ORDER_REJECTED,      BM_ORDER_CANCELLED};

constexpr std::array<std::string_view, 8> kStateNames{
    "fresh", "waiting", "working", "triggered", "filled", "rejected", "cancelled", "none"};

constexpr std::array<std::string_view, kEvents> kEventNames{
    "accepted", "held",     "activated", "triggered", "partly_filled",
    "filled",   "replaced", "rejected",  "cancelled"};

}  // namespace

OrderState next_state(OrderState state, OrderEvent event) {
  const auto row = static_cast<std::size_t>(state);
  return row < kStates ? kNext[row][static_cast<std::size_t>(event)] : none;
}

bm_order_status status_after(OrderEvent event) {
  return kStatus[static_cast<std::size_t>(event)];
}

std::string_view to_string(OrderState state) {
  return kStateNames[static_cast<std::size_t>(state)];
}

std::string_view to_string(OrderEvent event) {
  return kEventNames[static_cast<std::size_t>(event)];
}

}  // namespace barometer::orders
