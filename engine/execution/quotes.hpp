// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/broker_config.hpp"
#include "data/market_cursor.hpp"
#include "execution/price_rules.hpp"
#include "portfolio/trading_context.hpp"

namespace barometer::execution {

// Of the symbol's latest bar, where the run's costs count quotes.
inline HalfSpreads half_spreads(const portfolio::TradingContext& context,
                                core::SymbolIndex symbol) {
  if (context.config.slippage_parts.spread == config::SpreadCost::none) {
    return {};
  }
  const data::QuotedSpread spread = context.cursor.spread(symbol);
  return {.open = spread.open / 2, .inside = spread.widest() / 2, .close = spread.close / 2};
}

}  // namespace barometer::execution
