// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <cstddef>
#include <span>
#include <vector>

#include "core/error.hpp"
#include "data/symbol_data.hpp"

namespace barometer::config {
struct ActionsConfig;
struct DataConfig;
}  // namespace barometer::config

namespace barometer::data {

struct MarketData;
struct RowAction;
struct SymbolInput;

// Reads the symbol's file, if there is one, into symbol.actions, and holds its splits against the
// bars: raw prices must jump at a split of 3:2 or more, adjusted ones must not. `calendar` has a
// row per bar. A relative path starts in `folder`.
std::vector<core::Fault> load_actions(const config::ActionsConfig& config, SymbolInput& symbol,
                                      std::span<const bm_calendar_row> calendar,
                                      const std::string& folder = {});

// The same of splits and dividends that the rows of the bars say, which become symbol.actions: each
// happens at the session of its row. Of bars shorter than a session that is the first bar of the
// session; another one is a fault. Those behind the last bar (data.to) are no actions.
std::vector<core::Fault> take_actions(const config::DataConfig& config,
                                      std::span<const RowAction> rows, SymbolInput& symbol,
                                      std::span<const bm_calendar_row> calendar);

// The first bar at which the action has happened; the number of bars where it is behind the last.
std::size_t first_bar_of(const CorporateAction& action, const SymbolInput& symbol,
                         std::span<const bm_calendar_row> calendar);

// Finds for every action of the market the bar at which it happens, by the market's calendar, and
// lays out what plug-ins see of it (data/split_adjusted.hpp).
void place_actions(MarketData& market);

// What happened between the bar before and this one; nothing before the first, whose price knows.
std::span<const CorporateAction> actions_at(const SymbolData& symbol, std::size_t bar);

// Units at this bar for one at the bar before it.
SplitRatio split_at(const SymbolData& symbol, std::size_t bar);

}  // namespace barometer::data
