// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/result.hpp>
#include <barometer/backtest/api/run.hpp>
#include <optional>

#include "analysis/run_analysis.hpp"
#include "analysis/run_record.hpp"
#include "backtest/backtest.hpp"
#include "backtest/run_inputs.hpp"

namespace barometer::backtest {

// What a Result holds; the report renders `record` and `analysis`. Nothing in it moves, since the
// record refers to the rest.
struct Result::State {
  // `wall_seconds` are those of the work before; the analysis made here is added to them.
  State(RunInputs run_inputs, BacktestResult&& finished, int threads, double wall_seconds);
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  RunInputs inputs;
  BacktestResult run;
  analysis::RunRecord record;
  analysis::RunAnalysis analysis;
};

}  // namespace barometer::backtest
