// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/plan.hpp>
#include <filesystem>
#include <optional>
#include <span>

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

// Reads and types a config. Throws Error{bad_input} with every fault of the config, and those of
// its plug-ins beside them.
config::RunConfig config_of(const ConfigSource& source);

// The plan of a config that is typed already. Throws as Plan::load() does for plug-ins and names.
Plan plan_of(config::RunConfig config, std::span<const std::filesystem::path> plugin_folders);

// Threads to use: what was asked for where it is positive, else run.threads, else all cores.
int threads_of(int asked, const config::RunConfig& config);

}  // namespace barometer::backtest
