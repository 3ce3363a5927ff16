// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "data/split_ratio.hpp"

namespace barometer::data {

struct MarketData;
struct SymbolData;

// Lays out the bars of every symbol with splits in units of its first bar (SymbolData::view_bars):
// from the ex-date of a split on, prices are multiplied by it and volumes divided, so that a split
// is no return. Looks at no later bar, unlike the usual adjustment of the past, which every split
// would rewrite. What happened before the first bar is in its price. There is one such series for
// all who look at the market, taggers and strategies; symbols without splits show their bars.
// REQUIRES: the actions have their bars; may be called again after these have changed.
void adjust_splits(MarketData& market);

// Units of this bar in one unit of the symbol's first bar.
SplitRatio units_at(const SymbolData& symbol, std::int64_t bar);

}  // namespace barometer::data
