// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "analysis/run_analysis.hpp"

namespace barometer::page {

using Reported = std::span<const analysis::ReportedDimension>;

// Those of the report that are no pairs: a lane of the page each.
Reported lane_dimensions(const analysis::RunAnalysis& analysis);

// Members of the data block: "price_per", the steps in a cell of prices; "lane_per", those in a
// cell of lanes, 1 unless the lanes are too long for a page; "dimensions", what the lanes show;
// "symbols", each with its prices by cell (low, high, close; quote currency) and for each dimension
// its lane as [number, begin, end], which is nothing outside these cells; "lanes", each
// packed_lane(). A label is a place in the dimension's "labels" and 1, the last of which is
// "unknown"; 0: no bar yet or no more.
std::string market_json(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis);

// Which symbols are not on the page, as a sentence; empty where all are.
std::string left_out_symbols(const analysis::RunRecord& record);

}  // namespace barometer::page
