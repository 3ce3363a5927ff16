// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "data/bar_row.hpp"

namespace barometer::data {
struct SymbolData;
}  // namespace barometer::data

namespace barometer::regime {

// Bars in units of the first one: from the ex-date of a split on, prices are multiplied by it and
// volumes divided, so that a split is no return. Looks at no later bar, unlike the usual adjustment
// of the past, which every split would rewrite. Empty where the symbol's bars know no split. As
// loop/holding.hpp has it, what happened before the first bar is in its price.
std::vector<data::BarRow> split_adjusted(const data::SymbolData& symbol);

}  // namespace barometer::regime
