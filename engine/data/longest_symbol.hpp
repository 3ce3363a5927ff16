// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "data/market_data.hpp"

namespace barometer::data {

// The symbol with the most bars, the first of several; 0 where there is none.
inline core::SymbolIndex longest_symbol(const MarketData& market) {
  const auto longest = std::ranges::max_element(
      market.symbols, {}, [](const SymbolData& symbol) { return symbol.bars.size(); });
  return static_cast<core::SymbolIndex>(longest - market.symbols.begin());
}

}  // namespace barometer::data
