// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <barometer/backtest/api/run.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "analysis/lean_analysis.hpp"
#include "backtest/backtest.hpp"
#include "backtest/run_inputs.hpp"
#include "loop/shown_instruments.hpp"
#include "plugin/param_values.hpp"
#include "regime/bar_source.hpp"

namespace barometer::backtest {

// What one run of many left behind. The logs belong to it, the market and the plan do not.
struct LeanResult {
  BacktestResult run;
  analysis::RunAnalysis analysis;    // lean_analysis.hpp says what is filled
  std::vector<double> returns;       // between session ends; empty where equity was not above 0
  std::int64_t longest_trip_ns = 0;  // longest time that units were held, open ones to the end
};

// What distinguishes a run from the others on the same market and window.
struct LeanRun {
  const Plan& plan;             // says the same `data` as the market
  const regime::TagView& tags;  // complete, of what the plan reads; lean_tags() makes them
  const regime::TagView* cost_tags = nullptr;  // what cost rules judge by; NULL: `tags`
  // In place of those of the plan; NULL: the plan's.
  const plugin::ParamValues* strategy_params = nullptr;
  analysis::LeanParts parts = {};
  const std::atomic<bool>* stop = nullptr;  // as Control::stop
};

// Many runs over one market and window: each costs its loop and the figures that are asked for, and
// is to the bit what run() makes of the same plan, market and window. Any number of threads may
// call run() at once.
class LeanRuns {
 public:
  // Judges the market for `plan` as run() does, once; the other plans may differ in everything but
  // what the market is judged for: symbols, rates, costs. Throws as run().
  LeanRuns(const Plan& plan, const Market& market, const Window& window = {});
  ~LeanRuns();
  LeanRuns(const LeanRuns&) = delete;  // it counts its runs
  LeanRuns& operator=(const LeanRuns&) = delete;

  // Throws Error{bad_input} where the strategy refuses its parameters, Error{plugin_failed} from a
  // plug-in, Error{interrupted} when stopped. A strategy that reads more than `tags` have, as where
  // a parameter decides what it reads, is tagged for alone. What strategies change of the process
  // is put back after the first run, every 64th and the last, and after each once one did.
  LeanResult run(const LeanRun& what) const;

  const data::MarketData& bars() const { return inputs_.bars(); }

  std::int64_t first_step() const { return first_step_; }

  // Close times of the first live step and of the last one.
  core::Timestamp first_ns() const;
  core::Timestamp last_ns() const;

  // What the same cash, spread over all symbols and never touched again, returns between the same
  // session ends; empty where it loses everything. The currency is that of the plan's account.
  std::vector<double> buy_and_hold_returns(const Plan& plan) const;

  // Steps at which sessions end; a first one at the first step ends no return.
  std::span<const std::int64_t> session_ends() const { return session_ends_; }

  // Close times at which the returns end, ns since 1970 UTC.
  std::vector<std::int64_t> return_times() const;

 private:
  std::unique_ptr<loop::StrategyHost> strategy_of(const LeanRun& what) const;
  void look_at_process(const Plan& plan) const;

  RunInputs inputs_;
  std::vector<regime::BarSource> sources_;
  std::shared_ptr<const loop::ShownInstruments> instruments_;
  std::int64_t first_step_ = 0;
  std::vector<std::int64_t> session_ends_;
  mutable std::atomic<std::uint64_t> made_{0};
  mutable std::atomic<bool> caught_{false};  // a strategy has changed something of the process
  bool knows_all_symbols_ = true;            // else tags of the whole market are of other symbols
};

// The tags that lean runs of this plan read, computed where the columns are not there yet: those of
// strategy, conditions and costs, and not those that only a report shows.
regime::TagView lean_tags(const Plan& plan, const Tags& tags, const Control& control = {});

}  // namespace barometer::backtest
