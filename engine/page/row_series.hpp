// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/run_analysis.hpp"

namespace barometer::page {

// Rows of tables on a page, trades and orders together; the run folder's files have all.
inline constexpr std::size_t kMostRows = 2'000;
inline constexpr std::size_t kMostTrades = 1'000;
inline constexpr std::size_t kMostFills = 1'500;  // marks in the picture of the price

// Which rows are on the page, each in the order of its file.
struct ShownRows {
  std::vector<std::size_t> trades;  // those of the largest net, whatever its sign
  std::vector<std::size_t> orders;  // those that were not filled first, then the latest
  std::vector<std::size_t> fills;   // of shown symbols, the largest by notional
};

ShownRows shown_rows(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis);

// "names": of all symbols that rows name; "trades", "orders" and "fills", each {"all": how many
// there are, "columns": of those on the page, each packed differences (packed.hpp) or a list of
// numbers}. Symbols are numbers into names, times are seconds since
// 1970 UTC, tags are places in "labels" of the dimensions, those known when the bar began.
std::string rows_json(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                      const ShownRows& shown);

}  // namespace barometer::page
