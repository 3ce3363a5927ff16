// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace barometer::config {
struct RunConfig;
}  // namespace barometer::config

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::backtest {

struct RunPlan;

// Bars up to the first on which this dimension of the run has a tag, of the size that its tagger
// sees: tried on bars without gaps by the calendar of the longest symbol (trial_market.hpp). Where
// it has no tag there, what the tagger declares, asked again with the market's bars a session day
// where it takes such a parameter. Tags up to two million bars, so it may take seconds.
std::int64_t needed_bars(const config::RunConfig& config, const RunPlan& plan,
                         const data::MarketData& market, std::size_t dimension);

}  // namespace barometer::backtest
