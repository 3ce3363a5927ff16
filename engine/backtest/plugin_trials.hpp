// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "backtest/backtest.hpp"
#include "backtest/run_difference.hpp"

// The whole run once more, in ways that must not change it: what differs depends on something else
// than the bars up to now.

namespace barometer::backtest {

// One way of running it again.
struct PluginTrial {
  std::string way;         // "a second time, on another thread"
  std::string difference;  // the first one as a sentence; empty: none
  // A difference that is no fault: a strategy may act by the date, and then nobody can tell what
  // whoever wrote the dates down knew.
  bool is_note = false;
};

// The run that was made and what it was made of, which outlives this. Every tag and onset of the
// plan is wanted.
struct TriedRun {
  const config::RunConfig& config;
  const RunPlan& plan;
  const data::MarketData& market;
  const BacktestResult& result;
  const ComparedAs& names;  // of the plug-ins
  const std::atomic<bool>& stop;
  int threads = 1;
  std::function<void(double)> progress = {};  // the share of the ways that is done; may be empty
};

// Tries each way, to the last bar; of a long market fewer dimensions on the beginning alone. Throws
// what a run throws.
std::vector<PluginTrial> try_plugins(const TriedRun& run, ComparedCounts& compared);

}  // namespace barometer::backtest
