// SPDX-License-Identifier: Apache-2.0
#include "study/gate.hpp"

#include <atomic>
#include <chrono>
#include <functional>

#include "analysis/session_samples.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/seconds_since.hpp"
#include "data/market_data.hpp"
#include "study/gate_placebo.hpp"
#include "study/gate_robustness.hpp"
#include "study/gate_runs.hpp"
#include "study/gate_twins.hpp"

namespace barometer::study {

namespace {

// How the time is thought to be shared between the three parts.
constexpr double kTwinsUntil = 0.1;
constexpr double kPlacebosUntil = 0.7;

class Progress {
 public:
  explicit Progress(const backtest::Control& control) : control_(control) {}

  // `part` 0..1 of what lies between two shares of the whole.
  void report(double from, double to, double part) const {
    if (control_.progress) {
      control_.progress(from + (to - from) * part);
    }
  }

 private:
  const backtest::Control& control_;
};

bool is_stopped(const backtest::Control& control) {
  return control.stop != nullptr && control.stop->load();
}

void add_twins(const GateRuns& runs, const GateOptions& options, const Progress& progress,
               analysis::GateResult& result) {
  const auto all = static_cast<double>(twin_runs(runs));
  double made = 0;
  result.twins =
      gate_twins(runs, options.seed, [&] { progress.report(0, kTwinsUntil, ++made / all); });
}

void add_placebo(const GateRuns& runs, const GateOptions& options, const Progress& progress,
                 analysis::GateResult& result) {
  const auto all = static_cast<double>(options.placebos);
  result.placebo = gate_placebo(runs, options.placebos, options.seed, [&](std::int64_t draws) {
    progress.report(kTwinsUntil, kPlacebosUntil, static_cast<double>(draws) / all);
  });
}

}  // namespace

analysis::GateResult run_gate(const backtest::Plan& plan, const backtest::Market& market,
                              const GateOptions& options, const backtest::Control& control) {
  const auto start = std::chrono::steady_clock::now();
  const GateRuns runs(plan, market, control);
  const std::vector<TriedParam> tried = tried_params(plan);
  const Progress progress(control);
  const config::RunConfig& config = plan.state().config;
  analysis::GateResult result{.name = plan.name(),
                              .currency = config.broker.currency,
                              .seed = options.seed,
                              .periods_per_year = analysis::samples_per_year(runs.runs().bars()),
                              .sessions = std::ssize(runs.runs().session_ends())};
  add_twins(runs, options, progress, result);
  if (options.placebos > 0) {
    add_placebo(runs, options, progress, result);
  }
  if (options.thresholds && !is_stopped(control)) {
    result.robustness = gate_robustness(
        runs, tried, [&](double part) { progress.report(kPlacebosUntil, 1, part); });
  }
  result.stopped = is_stopped(control);
  result.seconds = backtest::seconds_since(start);
  return result;
}

}  // namespace barometer::study
