// SPDX-License-Identifier: Apache-2.0
#include "study/gate_twins.hpp"

#include <cmath>
#include <mutex>
#include <optional>
#include <utility>

#include "analysis/return_difference.hpp"
#include "backtest/plan_state.hpp"
#include "data/market_data.hpp"
#include "stats/random.hpp"
#include "study/gate_blocked.hpp"

namespace barometer::study {

namespace {

// What one twin leaves out, and how it is run.
struct Planned {
  analysis::TwinKind kind = analysis::TwinKind::all_conditions;
  std::vector<std::uint8_t> left_out;  // per condition
  std::vector<std::uint8_t> others;    // the opposite
};

Planned planned(analysis::TwinKind kind, std::size_t conditions, std::optional<std::size_t> one) {
  Planned twin{kind, std::vector<std::uint8_t>(conditions, one ? 0 : 1),
               std::vector<std::uint8_t>(conditions, one ? 1 : 0)};
  if (one) {
    twin.left_out[*one] = 1;
    twin.others[*one] = 0;
  }
  return twin;
}

std::vector<Planned> planned_twins(const GateRuns& runs) {
  std::vector<Planned> twins;
  const std::size_t conditions = runs.conditions();
  for (std::size_t line = 0; line < conditions && conditions > 1; ++line) {
    twins.push_back(planned(analysis::TwinKind::one_condition, conditions, line));
  }
  if (runs.strategy_reads()) {
    twins.push_back(planned(analysis::TwinKind::tags_of_strategy, conditions, std::nullopt));
  }
  if (conditions > 0) {
    twins.push_back(planned(analysis::TwinKind::all_conditions, conditions, std::nullopt));
  }
  return twins;
}

analysis::TwinRun twin_run(const backtest::LeanResult& run) {
  const analysis::ReturnMetrics& returns = run.analysis.returns;
  return {.sharpe = returns.sharpe,
          .total_return = returns.total_return,
          .fills = static_cast<std::int64_t>(run.run.loop.fills.size()),
          .end_equity = returns.end_equity};
}

std::optional<stats::SharpeDifference> a_year(std::optional<stats::SharpeDifference> found,
                                              double periods) {
  if (found) {
    const double scale = std::sqrt(periods);
    for (double* const each :
         {&found->difference, &found->standard_error, &found->low, &found->high}) {
      *each *= scale;
    }
  }
  return found;
}

class TwinMaker {
 public:
  TwinMaker(const GateRuns& runs, std::uint64_t seed, std::size_t twins)
      : runs_(runs), seed_(seed), results_(twins + 1) {}

  // Run 0 is the gated one, run i that of twin i - 1.
  void make_run(std::size_t i, const std::vector<Planned>& twins) {
    if (i == 0) {
      results_[0] = runs_.run(runs_.plan(), runs_.tags());
      return;
    }
    const Planned& twin = twins[i - 1];
    const backtest::Plan plan = without_conditions(runs_.plan(), twin.left_out);
    const bool hidden = twin.kind == analysis::TwinKind::tags_of_strategy;
    results_[i] = runs_.run(plan, hidden ? runs_.mover().hidden() : runs_.tags());
  }

  analysis::GateTwin twin(std::size_t i, const Planned& planned) const {
    const backtest::LeanResult& with = *results_[0];
    const backtest::LeanResult& without = *results_[i + 1];
    analysis::GateTwin twin{
        .kind = planned.kind, .with = twin_run(with), .without = twin_run(without)};
    describe(planned, with, twin);
    if (!with.returns.empty() && !without.returns.empty()) {
      twin.returns = analysis::return_difference(with.returns, without.returns);
      twin.sharpe = a_year(stats::sharpe_difference(with.returns, without.returns,
                                                    seed_ ^ stats::stream_of("twins")),
                           with.analysis.returns.periods_per_year);
    }
    if (planned.kind != analysis::TwinKind::tags_of_strategy) {
      add_blocked(planned, with, without, twin);
    }
    return twin;
  }

 private:
  void describe(const Planned& planned, const backtest::LeanResult& with,
                analysis::GateTwin& twin) const {
    const auto& texts = runs_.plan().state().plan.conditions.texts();
    for (std::size_t line = 0; line < texts.size(); ++line) {
      if (planned.left_out[line] != 0) {
        twin.acted += with.run.loop.actions[line];
        twin.condition = planned.kind == analysis::TwinKind::one_condition || texts.size() == 1
                             ? texts[line]
                             : "";
      }
    }
  }

  void add_blocked(const Planned& planned, const backtest::LeanResult& with,
                   const backtest::LeanResult& without, analysis::GateTwin& twin) const {
    const backtest::Plan only = without_conditions(runs_.plan(), planned.others);
    const BlockedByGate blocked = blocked_by_gate(runs_.runs().bars(), only.state().plan.conditions,
                                                  runs_.tags(), with, without);
    twin.kept_out = blocked.kept_out;
    twin.scaled = blocked.scaled;
    twin.flattened = blocked.flattened;
  }

  const GateRuns& runs_;
  std::uint64_t seed_;
  std::vector<std::optional<backtest::LeanResult>> results_;
};

}  // namespace

std::size_t twin_runs(const GateRuns& runs) {
  return planned_twins(runs).size() + 1;
}

std::vector<analysis::GateTwin> gate_twins(const GateRuns& runs, std::uint64_t seed,
                                           const std::function<void()>& done) {
  const std::vector<Planned> planned = planned_twins(runs);
  TwinMaker maker(runs, seed, planned.size());
  std::mutex reporting;
  runs.workers().for_each(planned.size() + 1, 1, [&](std::size_t i) {
    maker.make_run(i, planned);
    const std::scoped_lock lock(reporting);
    done();
  });
  std::vector<analysis::GateTwin> twins(planned.size());
  runs.workers().for_each(planned.size(), 1,
                          [&](std::size_t i) { twins[i] = maker.twin(i, planned[i]); });
  return twins;
}

}  // namespace barometer::study
