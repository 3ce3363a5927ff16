// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "data/market_data.hpp"

namespace barometer::backtest {

// A market of one symbol on bars without gaps or standstill, as long as is asked for: venue, bar
// size, grid and first bar are those of the longest symbol of `like`, and prices take a random walk
// that is always the same. For what depends on the calendar and the number of bars alone. REQUIRES:
// `like` has bars, and an instrument a symbol.
data::MarketData trial_market(const data::MarketData& like, std::size_t bars);

}  // namespace barometer::backtest
