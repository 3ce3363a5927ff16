// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "data/bars.hpp"
#include "orders/working_order.hpp"

// Trailing stops: the stop follows the best price known before the bar in which it fills, and
// never goes back.

namespace barometer::orders {

// Bars whose true ranges a trail in multiples of ATR is measured on.
inline constexpr std::int64_t kTrailBars = 14;

// Mean true range of the last kTrailBars of the symbol's first `count` bars, quote currency for a
// unit of the last of them; 0 where there are not enough: the first true range needs a bar before.
double mean_true_range(const data::SymbolData& symbol, std::size_t count);

// The order begins to trail `price`; nothing happens to other kinds of order.
void begin_trailing(WorkingOrder& order, double price);

// What a bar that did not fill it does to a trailing stop that lives: `index` is the bar's. Of a
// bar in whose course it woke only that price and the close are known to have come after.
void trail(WorkingOrder& order, const data::BarRow& bar, std::int64_t index);

}  // namespace barometer::orders
