// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/plan.hpp>
#include <string>
#include <vector>

#include "backtest/run_plan.hpp"
#include "config/run_config.hpp"

namespace barometer::backtest {

// What a Plan holds; commands that render more than the library shows read it.
struct Plan::State {
  config::RunConfig config;
  RunPlan plan;
  std::string name;
  double seconds = 0;  // that its making took
};

// Its overrides behind those that put the caller's strategy in place of the config's. Throws
// Error{plugin_failed} with every fault of that strategy's manifest.
std::vector<std::string> overrides_of(const ConfigSource& source);

// Reads and types a config. Throws Error{bad_input} with every fault of the config, and those of
// its plug-ins beside them.
config::RunConfig config_of(const ConfigSource& source);

// The plan of a config that was typed with overrides_of(source). Throws as Plan::load() does for
// plug-ins and names.
RunPlan run_plan_of(const config::RunConfig& config, const ConfigSource& source);
Plan plan_of(config::RunConfig config, const ConfigSource& source);

// Threads to use: what was asked for where it is positive, else run.threads, else all cores.
int threads_of(int asked, const config::RunConfig& config);

}  // namespace barometer::backtest
