// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "latency/report.hpp"

namespace barometer::config {
struct RegimeConfig;
struct RunConfig;
}  // namespace barometer::config

namespace barometer::report {

// What the run is called: run.name, or the config file's stem.
std::string run_name(const config::RunConfig& config);

// "regime", "regime as daily on 1d of BTC"
std::string tagger_name(const config::RegimeConfig& tagger);

// "bar p99 <= 20us", "warmup total <= 50ms"
std::string budget_name(const latency::BudgetReport& budget);

}  // namespace barometer::report
