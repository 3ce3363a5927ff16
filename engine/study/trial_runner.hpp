// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/metric_table.hpp"
#include "backtest/lean_runs.hpp"
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

// Runs trials on one market and window, each on the thread that asks. Any number of threads may
// run one each at once.
class TrialRunner {
 public:
  // Everything outlives it. `kind` and `window` are those of the rows; `keeps_returns`: each row
  // has its returns.
  TrialRunner(TrialPlans& plans, const backtest::LeanRuns& runs, const TrialMeasures& measures,
              RunKind kind, const backtest::Window& window, bool keeps_returns);

  // What is known of a trial from an earlier run of the same: asked with the row that it begins
  // with; nothing where it has to run.
  using Recall = std::function<std::optional<RunRow>(const RunRow& begun)>;

  // A trial that fails is a row with its reason. `recall` may be empty. Throws Error{interrupted}
  // when stopped, and what `recall` throws.
  RunRow run(const Trial& trial, const std::atomic<bool>* stop, const Recall& recall = {}) const;

 private:
  // The row that `trial` has before it runs: identity, values, variant, period.
  RunRow begun(const Trial& trial, const TrialPlan& plan, const plugin::ParamValues& params) const;
  RunRow unplanned(const Trial& trial) const;
  RunRow row_of(const Trial& trial, const std::shared_ptr<const RunVariant>& variant,
                std::span<const std::pair<std::string, std::string>> params) const;
  void measure(const backtest::LeanResult& result, RunRow& row) const;

  TrialPlans& plans_;
  const backtest::LeanRuns& runs_;
  const TrialMeasures& measures_;
  RunKind kind_;
  backtest::Window window_;
  bool keeps_returns_;
  analysis::LeanParts parts_;
  std::shared_ptr<const std::vector<std::int64_t>> session_end_times_;
};

}  // namespace barometer::study
