// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "analysis/attribution.hpp"

namespace barometer::analysis {

// Fills in what quoted spreads cost in each row of the attribution, whose tables are those of
// `dimensions`, and how wide they were there: RegimeRow::spread_cost and quoted_bps. Does nothing
// where no symbol is quoted. O(quoted bars x dimensions + fills).
void add_spreads(const data::MarketData& market, const regime::TagView& tags,
                 std::span<const ReportedDimension> dimensions, std::span<const orders::Fill> fills,
                 Attribution& attribution);

}  // namespace barometer::analysis
