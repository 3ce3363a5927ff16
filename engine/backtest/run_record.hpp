// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "analysis/run_record.hpp"
#include "backtest/backtest.hpp"
#include "backtest/run_inputs.hpp"

namespace barometer::backtest {

// The taggers of a plan and then its strategy, as results name them.
std::vector<analysis::PluginRecord> plugin_records(const RunPlan& plan);

// The logs of a run, borrowed from it.
analysis::RunLogs logs_of(const BacktestResult& run);

// What a finished run hands to analysis and report; it refers to `inputs` and `run`. `wall_seconds`
// is that of all work from config to the end of the run.
analysis::RunRecord record_of(const RunInputs& inputs, const BacktestResult& run, int threads,
                              double wall_seconds);

}  // namespace barometer::backtest
