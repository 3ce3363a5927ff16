// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/rows.hpp"
#include "core/timestamp.hpp"
#include "data/split_ratio.hpp"
#include "data/symbol_data_report.hpp"

namespace barometer::data {

struct BarRow;

// What happened to a symbol before the first bar of a session; see data/corporate_actions.hpp.
struct CorporateAction {
  core::Day ex_date = 0;      // it happens at the first bar of this session date or a later one
  SplitRatio split = {};      // units after for units before
  double dividend = 0;        // quote currency for a unit held over night, after the split
  double dividend_share = 0;  // the same as a share of the last close before
  std::int64_t bar = 0;       // that first bar, as place_actions() finds it
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
};

}  // namespace barometer::data
