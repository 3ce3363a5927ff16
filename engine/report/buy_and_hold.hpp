// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "data/bars.hpp"
#include "report/session_samples.hpp"

namespace barometer {

// The yardstick beside every strategy: cash is split evenly over the symbols that have a bar at
// or after the first sample's time; each share buys its symbol at the open of the first such bar,
// without costs, in fractions, and is never touched again. Until then it stays cash; after the
// symbol's data end it stays marked at the last close.
//
// Returns its worth at the times of `samples`; the first is the starting cash, as in `samples`.
std::vector<Sample> buy_and_hold(const MarketData& market, std::span<const Sample> samples);

// The same of one symbol; empty where it has no bar at or after the first sample's time.
std::vector<Sample> hold(const SymbolData& symbol, std::span<const Sample> samples);

}  // namespace barometer
