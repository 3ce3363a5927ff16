// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "orders/working_order.hpp"

namespace barometer::data {
struct BarRow;
struct SymbolData;
}  // namespace barometer::data

// Trailing stops: the stop follows the best price known before the bar in which it fills, and
// never goes back.

namespace barometer::orders {

// Bars whose true ranges a trail in multiples of ATR is measured on.
inline constexpr std::int64_t kTrailBars = 14;

// Mean true range of the last kTrailBars of the symbol's first `count` bars, quote currency for a
// unit of the last of them; 0 where there are not enough: the first true range needs a bar before.
double mean_true_range(const data::SymbolData& symbol, std::size_t count);

// The order begins to trail `price`. Other types of orders are left as they are.
void begin_trailing(WorkingOrder& order, double price);

// Moves a trailing stop that the bar did not fill; `index` is the bar's. Of a bar in whose course
// the order was activated only that price and the close are known to have come after.
void trail(WorkingOrder& order, const data::BarRow& bar, std::int64_t index);

}  // namespace barometer::orders
