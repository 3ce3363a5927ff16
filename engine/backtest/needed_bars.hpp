// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace barometer::config {
struct RunConfig;
}  // namespace barometer::config

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::backtest {

struct RunPlan;

// Per dimension of the run: bars that stay unknown at the least. What a tagger declares holds for
// any instrument; one that takes a parameter `bars_per_session_day` is asked again with the
// market's number, as its windows may be counted in sessions.
std::vector<std::int64_t> needed_bars(const config::RunConfig& config, const RunPlan& plan,
                                      const data::MarketData& market);

}  // namespace barometer::backtest
