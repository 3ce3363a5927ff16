// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "data/market_data.hpp"
#include "data/symbol_input.hpp"

namespace barometer::data {

// A market of these symbols, in this order: their bars in one arena, each followed by `spare_bars`
// rows of NaN whose time is never, and the steps. What the venue says is left to the caller, who
// fills the calendar, calls place_actions() and seals the arena. Bars are moved symbol by symbol,
// so that at no time more than one symbol's bars are there twice. It has as many venues as the
// symbols' numbers say.
MarketData build_market(std::vector<SymbolInput> symbols, std::int64_t spare_bars = 0);

// A copy of the symbol, to build another market of.
SymbolInput copy_of(const SymbolData& symbol);

// A sealed market of these symbols, which are those of `whole` with bars changed or left out, but
// with no bar at a time at which `whole` has none: calendar, venue and instruments are the same.
// Its hash and the names of its true regimes are left to the caller.
MarketData derived_market(const MarketData& whole, std::vector<SymbolInput> symbols,
                          std::int64_t spare_bars = 0);

// The symbol's bars, of which the last must close at a step of the market, as steps: entry b is the
// step of bar b.
std::vector<std::int64_t> steps_of(const MarketData& market, const SymbolData& symbol);

}  // namespace barometer::data
