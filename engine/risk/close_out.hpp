// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "portfolio/trading_context.hpp"

// Closing a symbol against the strategy's will.

namespace barometer::risk {

// [step] An open order of fixed units that needs no price and closes what is held of the symbol; 0
// none.
orders::Slot closing_order(const portfolio::TradingContext& context, core::SymbolIndex symbol);

// [step] Cancels the symbol's open orders and closes what is held of it, of which only `units`
// (signed as the position) where they are given. `closing` is spared, and closes it where it is not
// 0. False where there was nothing to do.
bool close_out(const portfolio::TradingContext& context, core::SymbolIndex symbol,
               bm_order_reason reason, orders::Slot closing, const data::Step& now,
               std::optional<double> units = {});

}  // namespace barometer::risk
