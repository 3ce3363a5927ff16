// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/timestamp.hpp"
#include "data/market_data.hpp"

namespace barometer::backtest {

// The market without the bars that close after `to`, and without the symbols at the places
// `without`, ascending, whose names go to left_out; nothing where all of it stays. Its hash and
// what was counted while loading stay those of the whole market.
std::optional<data::MarketData> cut_market(const data::MarketData& market,
                                           std::optional<core::Timestamp> to,
                                           std::span<const std::size_t> without = {});

// Symbols of the market, ascending, without a bar that closes after `from` and not after `to`.
std::vector<std::size_t> symbols_without_bars(const data::MarketData& market,
                                              std::optional<core::Timestamp> from,
                                              std::optional<core::Timestamp> to);

// Throws Error{bad_input} naming every one of the symbols: they have no bar in the window.
void refuse_symbols(const data::MarketData& market, std::span<const std::size_t> symbols);

}  // namespace barometer::backtest
