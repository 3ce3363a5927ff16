// SPDX-License-Identifier: Apache-2.0
#include "backtest/update_meter.hpp"

#include "latency/budget_decision.hpp"
#include "latency/report.hpp"
#include "latency/warmup.hpp"

namespace barometer::backtest {

UpdateMeter::UpdateMeter(const config::LatencyConfig& config, const latency::ClockFacts& clock)
    : is_tsc_(clock.kind == latency::ClockKind::tsc), ns_per_tick_(clock.ns_per_tick) {
  for (const config::BudgetConfig& budget : config.budgets) {
    if (budget.stage == "bar" || budget.stage == "tag") {
      budgets_.push_back(
          {budget, latency::BudgetTest(budget.quantile, static_cast<double>(budget.limit))});
    }
  }
}

// A test that has ended takes no more times, so that a copy of it is ended.
StreamTagger::Latency UpdateMeter::report() const {
  StreamTagger::Latency report{.metered = true,
                               .updates = times_.count(),
                               .p50_ns = latency::carried_quantile(times_, 0.5),
                               .p99_ns = latency::carried_quantile(times_, 0.99),
                               .max_ns = times_.max()};
  for (const Budget& budget : budgets_) {
    latency::BudgetTest test = budget.test;
    test.finish();
    const latency::BudgetReport decided =
        latency::decide_quantile(budget.config, test, report.updates >= latency::kVerifiedSteps);
    report.breached |= decided.state == latency::BudgetState::fail;
    report.budgets.push_back({.stage = decided.stage,
                              .quantile = decided.quantile,
                              .limit_ns = decided.limit_ns,
                              .state = std::string(latency::to_string(decided.state)),
                              .explanation = decided.explanation});
  }
  return report;
}

}  // namespace barometer::backtest
