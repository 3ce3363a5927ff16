// SPDX-License-Identifier: Apache-2.0
#include "study/gate_runs.hpp"

#include <algorithm>
#include <utility>

#include "backtest/backtest.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/tags_state.hpp"
#include "core/error.hpp"
#include "data/market_data.hpp"

namespace barometer::study {

namespace {

void require_gate(const backtest::Plan::State& state, bool reads_tags) {
  const std::string place = state.config.file + ":1:1";
  std::vector<core::Fault> faults;
  if (state.plan.taggers.empty()) {
    faults.push_back({place, "a gate is judged by its tags, and the config names no tagger",
                      "name one: regime: {plugin: regime}"});
  } else if (!reads_tags) {
    faults.push_back(
        {place,
         "nothing in this run acts on a tag: no line of strategy.when, and no strategy that "
         "reads one",
         "add a condition: --set 'strategy.when=[{if: {volatility: extreme}, then: flatten}]'"});
  }
  if (state.config.run.tagging == config::Tagging::in_step) {
    faults.push_back({place,
                      "run.tagging is in_step, and tags that are made in the steps of a run "
                      "cannot be moved in time",
                      "add --set run.tagging=ahead"});
  }
  core::throw_if_any(std::move(faults));
}

// The dimensions that something acts on: those of conditions and of the strategy, but not of costs.
std::vector<std::uint8_t> acted_on(const backtest::RunPlan& plan,
                                   std::span<const std::uint8_t> reads) {
  std::vector<std::uint8_t> found(reads.begin(), reads.end());
  plan.conditions.mark_wanted(found);
  return found;
}

bool any(std::span<const std::uint8_t> marks) {
  return std::ranges::find(marks, std::uint8_t{1}) != marks.end();
}

}  // namespace

backtest::Plan without_conditions(const backtest::Plan& plan,
                                  std::span<const std::uint8_t> left_out) {
  backtest::Plan::State state = plan.state();
  std::vector<config::ConditionConfig> kept;
  for (std::size_t line = 0; line < left_out.size(); ++line) {
    if (left_out[line] == 0) {
      kept.push_back(state.config.strategy.when[line]);
    }
  }
  std::vector<core::Fault> faults;  // none: the lines were read before
  state.config.strategy.when = std::move(kept);
  state.plan.conditions = regime::Conditions(state.config.strategy.when, state.plan.dimensions(),
                                             state.config.file, faults);
  return backtest::Plan(std::make_shared<const backtest::Plan::State>(std::move(state)));
}

GateRuns::GateRuns(const backtest::Plan& plan, const backtest::Market& market,
                   const backtest::Control& control)
    : plan_(plan),
      stop_(control.stop),
      workers_(std::make_unique<core::Workers>(
          backtest::threads_of(control.threads, plan.state().config))),
      runs_(plan, market) {
  const backtest::Plan::State& state = plan.state();
  const auto strategy = backtest::make_strategy(state.config, state.plan, runs_.bars());
  strategy_reads_ = any(strategy->reads());
  moved_ = acted_on(state.plan, strategy->reads());
  require_gate(state, any(moved_));
  const auto reads = strategy->reads();
  wanted_ = {backtest::used_dimensions(state.plan, *strategy), {reads.begin(), reads.end()}};
  tags_ = backtest::view_of(plan, backtest::no_tags(market), wanted_, {.threads = control.threads});
  mover_ = std::make_unique<const regime::TagMover>(state.plan.taggers, runs_.bars(), tags_, moved_,
                                                    *workers_);
}

std::size_t GateRuns::conditions() const {
  return plan_.state().config.strategy.when.size();
}

backtest::LeanResult GateRuns::run(const backtest::Plan& plan, const regime::TagView& tags,
                                   const regime::TagView& cost_tags) const {
  return runs_.run({.plan = plan, .tags = tags, .cost_tags = &cost_tags, .stop = stop_});
}

}  // namespace barometer::study
