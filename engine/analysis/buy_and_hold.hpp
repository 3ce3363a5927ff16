// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "analysis/session_samples.hpp"
#include "core/symbol.hpp"
#include "portfolio/valuation.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::analysis {

// The yardstick beside every strategy, and what the strategy buy_and_hold does without costs: cash
// is split evenly over all symbols; each share buys its symbol at the open of the bar after the
// first one that closes at or after the first sample's time (of another currency: the first that
// has a rate), without costs, in fractions, and is never touched again. Until then, and where there
// is no such bar, it stays cash; splits multiply what was bought, dividends stay in cash; after the
// symbol's data end it stays marked at the last close.
//
// Returns the value at the times of `samples`; the first is the starting cash, as in `samples`.
// `valuations` is per symbol, empty: all in account currency.
std::vector<Sample> buy_and_hold(const data::MarketData& market, std::span<const Sample> samples,
                                 std::span<const portfolio::Valuation> valuations = {});

// What one symbol is worth at the closes at these times, dividends and splits included: its returns
// run from close to close, from the first sample on. The unit is one account currency bought at the
// open of its first bar at or after the first sample; empty where it has no such bar.
std::vector<Sample> hold(const data::MarketData& market, core::SymbolIndex symbol,
                         std::span<const Sample> samples,
                         std::span<const portfolio::Valuation> valuations = {});

}  // namespace barometer::analysis
