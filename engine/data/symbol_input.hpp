// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "calendar/bar_grid.hpp"
#include "data/bar_row.hpp"
#include "data/quoted_spread.hpp"
#include "data/symbol_data.hpp"

namespace barometer::data {

// One symbol as its source gave it: what build_market() makes a SymbolData of.
struct SymbolInput {
  std::string name;
  std::vector<BarRow> bars;
  std::vector<CorporateAction> actions;
  std::vector<std::int8_t> truth;
  SymbolDataReport report;
  std::string source;
  std::string source_hash;
  calendar::BarGrid grid = {};  // that the opens of its bars lie on
  std::string actions_hash = {};
  std::size_t venue = 0;                   // a number into MarketData::venues
  std::vector<QuotedSpread> spreads = {};  // one per bar where the data have quotes; else empty
};

}  // namespace barometer::data
