// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/regime_statistics.hpp"
#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "orders/order.hpp"
#include "portfolio/equity_curve.hpp"
#include "regime/dimension.hpp"
#include "regime/tag_view.hpp"

namespace barometer::test {

// A dimension of the tags with a label per bar of each symbol.
struct BlindTags {
  std::string name;
  std::vector<std::string> labels;
  bm_known_ahead known_ahead;
  std::vector<std::vector<std::int8_t>> of_bar;  // [symbol][bar]
};

// Symbol s has `bars` - `late[s]` bars, the first of a Monday where it is not late; daily or hourly
// at a venue that never closes.
data::MarketData blind_market(std::size_t bars, const std::vector<std::size_t>& late,
                              core::Duration bar);

// From this bar on so many units are held.
struct SideChange {
  std::size_t bar = 0;
  double quantity = 0;
};

// Sides without an eye for any label: each is +1 or -1 unit and lasts 60 bars on average.
std::vector<SideChange> blind_sides(std::size_t bars, std::uint64_t seed);

// Bought and sold at the open and for nothing.
std::vector<orders::Fill> fills_of(const data::MarketData& market,
                                   const std::vector<std::vector<SideChange>>& sides);

// From a plain bookkeeping of the account, a point per step.
std::vector<portfolio::EquityPoint> equity_of(const data::MarketData& market, double cash,
                                              const std::vector<orders::Fill>& fills);

// A symbol that begins late has the last labels.
regime::TagView tags_of(const data::MarketData& market, const std::vector<BlindTags>& tags);

// Prices of which one unit of symbol s gains values[s][t] in its bar t.
void set_prices(data::MarketData& market, const std::vector<std::vector<double>>& values);

// A run that holds these sides, attributed and measured by regime as the analysis of any run is.
std::vector<analysis::DimensionMetrics> analyse_sides(
    const data::MarketData& market, const regime::TagView& tags, const config::RunConfig& config,
    const std::vector<std::vector<SideChange>>& sides);

// The same on simulated values: what a unit of symbol s gains in its bar t is values[s][t].
std::vector<analysis::DimensionMetrics> analyse_values(
    data::MarketData& market, const std::vector<std::vector<double>>& values,
    const std::vector<BlindTags>& tags, std::uint64_t seed, bool blind = true);

}  // namespace barometer::test
