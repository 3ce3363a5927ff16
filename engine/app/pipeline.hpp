// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "backtest/run_options.hpp"
#include "backtest/run_plan.hpp"
#include "config/run_config.hpp"
#include "core/error.hpp"
#include "data/bars.hpp"

namespace barometer::app {

using backtest::RunOptions;

data::MarketData load_with_progress(const config::RunConfig& config, int threads, bool quiet);

// The whole way of a run, from YAML to run folder; prints the summary unless quiet.
ExitCode run_pipeline(const RunOptions& options);

}  // namespace barometer::app
