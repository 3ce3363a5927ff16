// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "calendar/corporate_action.hpp"
#include "core/rows.hpp"
#include "core/timestamp.hpp"
#include "data/quoted_spread.hpp"
#include "data/split_ratio.hpp"
#include "data/symbol_data_report.hpp"

namespace barometer::data {

struct BarRow;

using calendar::CorporateAction;

// From this bar on one unit of the symbol's first bar is so many.
struct UnitChange {
  std::int64_t bar = 0;
  SplitRatio units = {};
};

// One symbol of a market with everything that goes with it; immutable after loading.
struct SymbolData {
  std::string name;
  core::Rows<BarRow> bars;               // in the market's arena, strictly increasing in close time
  std::vector<CorporateAction> actions;  // ascending
  std::vector<std::int8_t> truth;        // true regime per bar, negative unknown; else empty
  SymbolDataReport report;
  std::string source;       // path read, or "synthetic"
  std::string source_hash;  // of the file's bytes, or of the generated bars
  // The bars in units of the first, which plug-ins see; `bars` themselves where nothing was split.
  core::Rows<BarRow> view_bars;
  std::vector<UnitChange> unit_changes = {};  // ascending; empty where nothing was split
  std::string actions_hash = {};  // of the bytes of its splits and dividends; empty: no file
  std::size_t venue = 0;          // where it trades: a number into MarketData::venues
  // One per bar, in units of its day, where the data have quotes, of which the bars are the middle;
  // else empty.
  std::vector<QuotedSpread> spreads = {};
};

}  // namespace barometer::data
