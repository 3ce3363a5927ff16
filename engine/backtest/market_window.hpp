// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/timestamp.hpp"
#include "data/market_data.hpp"

namespace barometer::backtest {

// The market without the bars that close after `to`; nothing where no bar does. Its hash and what
// was counted while loading stay those of the whole market.
std::optional<data::MarketData> cut_market(const data::MarketData& market, core::Timestamp to);

// Throws Error{bad_input} naming every symbol of `market` that has no bar after `from`.
void require_bars_after(const data::MarketData& market, std::optional<core::Timestamp> from);

}  // namespace barometer::backtest
