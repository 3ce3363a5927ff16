// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "data/symbol_data.hpp"

namespace barometer::config {
struct ActionsConfig;
}  // namespace barometer::config

namespace barometer::data {

struct MarketData;
struct SymbolInput;

// Two tables of splits and dividends are read, one file a symbol.
//
// csv: a header `date,split,dividend` and one row per ex-date, ascending. `date` is the session
// date 2014-06-09; `split` is units after for one before (7; 0.05 or 1/20 for one new for twenty;
// 1/3 exactly);
// `dividend` is quote currency a unit as traded on that date. An empty cell is none.
//
// lean: LEAN factor files, `YYYYMMDD,price factor,split factor,reference price`, named in lower
// case. A row holds up to and including its date, so what two neighbours differ in happened before
// the next session: the split is the ratio of the split factors, and one less the ratio of the
// price factors is the dividend as a share of the last close before it. Split factors are written
// with six digits or so: a ratio within 2e-5 of one with a denominator up to 20 is taken to be that
// one.
//
// Prices that are split-adjusted already take no splits.
struct ActionsFile {
  std::vector<CorporateAction> actions;  // ascending
  std::vector<core::Fault> faults;       // with file:line
};

ActionsFile read_actions(std::string_view text, const std::string& file,
                         const config::ActionsConfig& config);

// Reads the symbol's file, if there is one, into symbol.actions, and holds its splits against the
// bars: raw prices must jump at a split of 3:2 or more, adjusted ones must not. `calendar` has a
// row per bar.
std::vector<core::Fault> load_actions(const config::ActionsConfig& config, SymbolInput& symbol,
                                      std::span<const bm_calendar_row> calendar);

// Finds for every action of the market the bar at which it happens, by the market's calendar.
void place_actions(MarketData& market);

// What happened between the bar before and this one; nothing before the first, whose price knows.
std::span<const CorporateAction> actions_at(const SymbolData& symbol, std::size_t bar);

// Units at this bar for one at the bar before it.
SplitRatio split_at(const SymbolData& symbol, std::size_t bar);

}  // namespace barometer::data
