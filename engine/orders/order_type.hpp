// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/order.h>

#include <array>
#include <cstdint>
#include <string_view>

// What distinguishes the types of orders, in one table. A new type needs its number in the ABI, a
// row here, and the place in `execution` where its price is decided.

namespace barometer::orders {

// How an order meets bars.
enum class FillMode : std::int8_t {
  held,        // waits for its parent's fill and meets none
  marketable,  // needs no price: market orders, what is left of a triggered stop
  on_close,    // needs no price, but meets closes only
  resting      // waits for a price
};

inline constexpr std::size_t kFillModes = 4;

struct OrderType {
  std::string_view name;      // in orders.csv and in messages
  FillMode fill_mode;         // of a working order whose stop, if it has one, was not reached
  bool has_limit = false;     // needs a limit price, and fills at it or better
  bool has_stop = false;      // waits until its stop price is reached
  bool trails = false;        // its stop follows the best price
  bool by_fill_rule = false;  // fills at the price that `broker.fill` names
};

// In the order of bm_order_type.
inline constexpr std::array<OrderType, 6> kOrderTypes{{
    {.name = "market", .fill_mode = FillMode::marketable, .by_fill_rule = true},
    {.name = "market_on_close", .fill_mode = FillMode::on_close},
    {.name = "limit", .fill_mode = FillMode::resting, .has_limit = true},
    {.name = "stop", .fill_mode = FillMode::resting, .has_stop = true},
    {.name = "stop_limit", .fill_mode = FillMode::resting, .has_limit = true, .has_stop = true},
    {.name = "trailing_stop", .fill_mode = FillMode::resting, .has_stop = true, .trails = true},
}};

static_assert(kOrderTypes.size() == BM_ORDER_TRAILING_STOP + 1);

constexpr bool is_known(bm_order_type type) {
  return type >= 0 && static_cast<std::size_t>(type) < kOrderTypes.size();
}

// REQUIRES: is_known(type).
constexpr const OrderType& order_type(bm_order_type type) {
  return kOrderTypes[static_cast<std::size_t>(type)];
}

// Orders of the type wait for a price, so that their fills may depend on the way inside a bar.
constexpr bool rests(bm_order_type type) {
  return is_known(type) && order_type(type).fill_mode == FillMode::resting;
}

}  // namespace barometer::orders
