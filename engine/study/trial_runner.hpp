// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <barometer/backtest/api/run.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/metric_table.hpp"
#include "backtest/lean_runs.hpp"
#include "study/known_trials.hpp"
#include "study/run_store_rows.hpp"
#include "study/trial_plans.hpp"

namespace barometer::study {

// The key of a row's metric that is no metric of run.json: mean(r) / sd(r) of the returns between
// session ends, ddof 1, not scaled to a year; what the deflated Sharpe ratio is made from.
inline constexpr const char* kSessionSharpe = "session_sharpe";

// Its value; none of fewer than two returns and of those that do not vary.
std::optional<double> session_sharpe(std::span<const double> returns);

// What is measured of every trial.
struct TrialMeasures {
  const analysis::Metric* objective = nullptr;
  std::vector<const analysis::Metric*> metrics;  // the objective among them

  // The objective and what a table of trials shows: Sharpe ratio and its error, return, drawdown,
  // trades. Throws Error{bad_input} with the nearest name where there is no such metric, or it is a
  // time.
  static TrialMeasures of(const config::RunConfig& config);

  // Of a trial's row, in its order.
  std::vector<std::string> keys() const;
};

// What trials have in common that are made together.
struct TrialSet {
  RunKind kind = RunKind::trial;
  backtest::Window window = {};
  bool keeps_returns = false;  // each row has its returns
  // Trials that are known from these are read, and not run; none: each is run.
  std::optional<EarlierRuns> earlier = {};
};

struct MadeTrial {
  RunRow row;
  std::int64_t longest_trip_ns = 0;  // longest time that units were held; of one that was run
  bool recalled = false;
};

// Runs trials on one market and window, each on the thread that asks. Any number of threads may
// run one each at once.
class TrialRunner {
 public:
  // Everything outlives it but the set. The runs are those of the set's window.
  TrialRunner(TrialPlans& plans, const backtest::LeanRuns& runs, const TrialMeasures& measures,
              const TrialSet& set);

  // What is known of a trial from an earlier run of the same: asked with the row that it begins
  // with; nothing where it has to run.
  using Recall = std::function<std::optional<RunRow>(const RunRow& begun)>;

  // A trial that fails is a row with its reason. `recall` may be empty. Throws Error{interrupted}
  // when stopped, and what `recall` throws.
  MadeTrial run(const Trial& trial, const std::atomic<bool>* stop, const Recall& recall = {}) const;

  // The row of a trial of which nothing is known but that it ended, and why.
  RunRow failed(const Trial& trial, std::string reason) const;

 private:
  // The row that `trial` has before it runs: identity, values, variant, period.
  RunRow begun(const Trial& trial, const TrialPlan& plan, const plugin::ParamValues& params) const;
  RunRow unplanned(const Trial& trial) const;
  RunRow row_of(const Trial& trial, const std::shared_ptr<const RunVariant>& variant,
                std::span<const std::pair<std::string, std::string>> params) const;
  void make(const Trial& trial, const std::atomic<bool>* stop, const Recall& recall,
            MadeTrial& made) const;
  void measure(const backtest::LeanResult& result, RunRow& row) const;

  TrialPlans& plans_;
  const backtest::LeanRuns& runs_;
  const TrialMeasures& measures_;
  TrialSet set_;
  analysis::LeanParts parts_;
  std::shared_ptr<const std::vector<std::int64_t>> session_end_times_;
};

}  // namespace barometer::study
