// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <string_view>

#include "orders/order.hpp"

// What orders.csv, messages and configs call what an order is and what became of it. Static text;
// "?" for a value that has no name.

namespace barometer::orders {

std::string_view to_string(PricePoint point);
std::string_view status_name(bm_order_status status);
std::string_view reason_name(bm_order_reason reason);
std::string_view type_name(bm_order_type type);
std::string_view amount_kind_name(bm_amount_kind kind);
std::string_view action_name(bm_order_action action);
std::string_view time_in_force_name(bm_time_in_force time_in_force);

}  // namespace barometer::orders
