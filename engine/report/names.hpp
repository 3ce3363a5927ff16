// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "latency/report.hpp"

namespace barometer::config {
struct RegimeConfig;
struct RunConfig;
}  // namespace barometer::config

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::report {

// What the run is called: run.name, or the config file's stem.
std::string run_name(const config::RunConfig& config);

// "regime", "regime as daily on 1d of BTC"
std::string tagger_name(const config::RegimeConfig& tagger);

// "AAPL, BTC, SPY and 12 more"
std::string first_of(const std::vector<std::string>& names);

// "us_equity"; with several "us_equity: SPY; 24x7: BTC, ETH, SOL and 7 more", the run's own first.
std::string venues_text(const data::MarketData& market);

// "bar p99 <= 20us", "warmup total <= 50ms"
std::string budget_name(const latency::BudgetReport& budget);

}  // namespace barometer::report
