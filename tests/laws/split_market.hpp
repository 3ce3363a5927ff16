// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "data/market_data.hpp"
#include "loop/event_loop.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

// One market twice: in prices that know no split, and as it was quoted, with its splits.

namespace barometer {

// The first symbol's splits, by the day on which they happen, counted from its first.
using Splits = std::vector<std::pair<core::Day, data::SplitRatio>>;

// The same market as it was quoted: prices of the first symbol divided and volumes multiplied from
// each split on.
data::MarketData as_quoted(const data::MarketData& whole, const Splits& splits);

// The same market from a bar of each symbol on: another start date.
data::MarketData started_at(const data::MarketData& whole, core::Timestamp after);

// Fills at the same times by the same rules on the same sides, and the same money, within
// `tolerance` of it; 0 asks for the same bits.
void require_same_trades(const loop::LoopResult& actual, const loop::LoopResult& expected,
                         double tolerance);

}  // namespace barometer
