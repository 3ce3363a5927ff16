// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/run_record.hpp"
#include "core/symbol.hpp"
#include "page/cells.hpp"

namespace barometer::page {

// Symbols whose prices and tags are on a page, in the order of the config.
inline constexpr std::size_t kMostSymbols = 40;

// Those that were traded most, by notional; where fewer were traded, the first others.
std::vector<core::SymbolIndex> shown_symbols(const analysis::RunRecord& record);

// Cells of prices: as many account cells each as keep those of all `symbols` together below a
// bound.
StepCells price_cells(const analysis::RunRecord& record, std::size_t symbols);

// The live bars of a symbol: the first of them, and for each the number of its live step.
struct LiveBars {
  std::size_t first = 0;
  std::vector<std::size_t> steps;
};

LiveBars live_bars(const analysis::RunRecord& record, core::SymbolIndex symbol);

}  // namespace barometer::page
