// SPDX-License-Identifier: Apache-2.0
#include "study/trial_runner.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <new>
#include <string_view>
#include <utility>

#include "analysis/metrics.hpp"
#include "backtest/plan_state.hpp"
#include "core/nearest_name.hpp"
#include "data/market_data.hpp"
#include "stats/moments.hpp"
#include "stats/order_statistics.hpp"
#include "study/run_identity.hpp"

namespace barometer::study {

namespace {

constexpr std::array<std::string_view, 6> kTableMetrics{"sharpe",        "sharpe_standard_error",
                                                        "total_return",  "max_drawdown",
                                                        "closed_trades", "time_in_market"};

[[noreturn]] void refuse_objective(const config::RunConfig& config, const std::string& what) {
  std::vector<std::string> known;
  for (const analysis::Metric& metric : analysis::metric_table()) {
    if (metric.unit != analysis::MetricUnit::time) {
      known.emplace_back(metric.key);
    }
  }
  const config::StudyObjective& objective = config.study->objective;
  throw core::Error(
      core::ErrorKind::bad_input,
      core::Fault{config::to_string(config.file, objective.at), "study.objective: " + what,
                  core::suggestion(objective.metric, known)});
}

RunState state_of(const core::Error& error) {
  return error.kind() == core::ErrorKind::bad_input ? RunState::refused : RunState::failed;
}

// What a fault says, on one line.
std::string reason_of(const core::Error& error) {
  std::string text;
  for (const core::Fault& fault : error.faults()) {
    text += (text.empty() ? "" : "; ") + fault.what;
  }
  std::ranges::replace(text, '\n', ' ');
  return text;
}

}  // namespace

std::optional<double> session_sharpe(std::span<const double> returns) {
  if (returns.size() < 2) {
    return std::nullopt;
  }
  const double spread = stats::standard_deviation_of(returns);
  return spread > analysis::kNoSpread ? std::optional(stats::mean_of(returns) / spread)
                                      : std::nullopt;
}

TrialMeasures TrialMeasures::of(const config::RunConfig& config) {
  const std::string& key = config.study->objective.metric;
  TrialMeasures measures{.objective = analysis::find_metric(key), .metrics = {}};
  if (measures.objective == nullptr) {
    refuse_objective(config, "there is no metric '" + key + "'");
  }
  if (measures.objective->unit == analysis::MetricUnit::time) {
    refuse_objective(config, "'" + key + "' is a time, by which nothing is ranked");
  }
  measures.metrics.push_back(measures.objective);
  for (const std::string_view each : kTableMetrics) {
    if (each != key) {
      measures.metrics.push_back(analysis::find_metric(each));
    }
  }
  return measures;
}

std::vector<std::string> TrialMeasures::keys() const {
  std::vector<std::string> keys;
  for (const analysis::Metric* metric : metrics) {
    keys.emplace_back(metric->key);
  }
  keys.emplace_back(kSessionSharpe);
  return keys;
}

TrialRunner::TrialRunner(TrialPlans& plans, const backtest::LeanRuns& runs,
                         const TrialMeasures& measures, const TrialSet& set)
    : plans_(plans),
      runs_(runs),
      measures_(measures),
      set_(set),
      parts_(analysis::LeanParts::of(measures.objective->key)),
      session_end_times_(std::make_shared<const std::vector<std::int64_t>>(runs.return_times())) {
  parts_.fingerprint = true;
}

// A trial without a plan has no identity but that of what it was to be.
RunRow TrialRunner::unplanned(const Trial& trial) const {
  std::vector<std::pair<std::string, std::string>> values;
  for (std::size_t axis = 0; axis < trial.values.size(); ++axis) {
    values.emplace_back(plans_.axes()[axis].key, trial.values[axis].text);
  }
  return row_of(trial, plans_.base_variant(), values);
}

RunRow TrialRunner::row_of(const Trial& trial, const std::shared_ptr<const RunVariant>& variant,
                           std::span<const std::pair<std::string, std::string>> params) const {
  RunRow row;
  row.kind = set_.kind;
  row.variant = variant;
  row.identity = identity_of(*variant, set_.window, params);
  row.number = trial.number;
  for (const config::StudyValue& value : trial.values) {
    row.values.push_back(value.label);
  }
  row.first_ns = runs_.first_ns();
  row.last_ns = runs_.last_ns();
  return row;
}

RunRow TrialRunner::begun(const Trial& trial, const TrialPlan& plan,
                          const plugin::ParamValues& params) const {
  return row_of(trial, plan.variant, params.described());
}

void TrialRunner::measure(const backtest::LeanResult& result, RunRow& row) const {
  for (const analysis::Metric* metric : measures_.metrics) {
    row.metrics.push_back({std::string(metric->key),
                           analysis::number_of(analysis::value_of(*metric, result.analysis))});
  }
  row.objective = row.metrics.front().value;
  row.metrics.push_back({kSessionSharpe, session_sharpe(result.returns)});
  row.fingerprint = result.analysis.fingerprint;
  if (set_.keeps_returns && result.returns.size() == session_end_times_->size()) {
    row.returns = RowReturns{result.returns, session_end_times_};
  }
}

RunRow TrialRunner::failed(const Trial& trial, std::string reason) const {
  RunRow row = unplanned(trial);
  row.state = RunState::failed;
  row.reason = std::move(reason);
  return row;
}

void TrialRunner::make(const Trial& trial, const std::atomic<bool>* stop, const Recall& recall,
                       MadeTrial& made) const {
  const std::shared_ptr<const TrialPlan> plan = plans_.plan_of(trial);
  const plugin::ParamValues params = plans_.params_of(*plan, trial);
  made.row = begun(trial, *plan, params);
  if (auto known = recall ? recall(made.row) : std::nullopt) {
    made.row = std::move(*known);
    made.recalled = true;
    return;
  }
  const backtest::LeanResult result = runs_.run({.plan = plan->plan,
                                                 .tags = plan->tags,
                                                 .strategy_params = &params,
                                                 .parts = parts_,
                                                 .stop = stop});
  made.longest_trip_ns = result.longest_trip_ns;
  measure(result, made.row);
}

MadeTrial TrialRunner::run(const Trial& trial, const std::atomic<bool>* stop,
                           const Recall& recall) const {
  const auto start = std::chrono::steady_clock::now();
  MadeTrial made{.row = unplanned(trial)};
  try {
    make(trial, stop, recall, made);
  } catch (const core::Error& error) {
    if (error.kind() == core::ErrorKind::interrupted) {
      throw;
    }
    made.row.state = state_of(error);
    made.row.reason = reason_of(error);
  } catch (const std::bad_alloc&) {
    made.row.state = RunState::failed;
    made.row.reason = "there was no memory left for it";
  }
  if (!made.recalled) {
    made.row.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  return made;
}

}  // namespace barometer::study
