// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "portfolio/buying_power.hpp"
#include "portfolio/trading_context.hpp"

namespace barometer::execution {

// At one moment first the orders that reduce a position meet their prices, then all others: what
// the first set free the second may use.
enum class MatchPass { reducing, all };

inline bool in_pass(const portfolio::TradingContext& context, const orders::WorkingOrder& order,
                    MatchPass pass) {
  return pass == MatchPass::all || order.closes_first != 0 ||
         portfolio::reduces(context.account, order.symbol, order.quantity);
}

}  // namespace barometer::execution
