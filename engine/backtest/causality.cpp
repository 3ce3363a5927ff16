// SPDX-License-Identifier: Apache-2.0
#include "backtest/causality.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <random>

#include "backtest/market_state.hpp"
#include "backtest/perturbed_market.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/run_difference.hpp"
#include "backtest/signal_check.hpp"
#include "core/timestamp.hpp"
#include "core/workers.hpp"
#include "data/market_data.hpp"

namespace barometer::backtest {

namespace {

constexpr std::atomic<bool> kNeverStopped{false};

struct CausalityRuns {
  const config::RunConfig& config;
  const RunPlan& plan;
  core::Workers& workers;
  const std::atomic<bool>& stop;

  BacktestResult on(const PerturbedMarket& perturbed) const {
    loop::LoopControl control{stop};
    const std::vector<regime::BarSource> sources = regime::sources_of(perturbed.market());
    return run_backtest({.config = config,
                         .plan = plan,
                         .market = perturbed.market(),
                         .sources = sources,
                         .workers = workers,
                         .control = control,
                         .keeps_output = false});
  }
};

// Who is to blame for a difference.
ComparedAs names_of(const RunPlan& plan) {
  ComparedAs names;
  for (std::size_t t = 0; t < plan.taggers.size(); ++t) {
    const regime::Tagger& tagger = plan.taggers[t].tagger;
    names.taggers.insert(names.taggers.end(), tagger.dimensions().size(),
                         std::string(tagger.plugin().name()));
  }
  names.strategy = plan.strategy.name();
  return names;
}

// Metering and its budgets say nothing about causality, nor does the closing of positions at the
// end of the data.
config::RunConfig plain_run(config::RunConfig config) {
  config.latency.meter = config::Meter::off;
  config.broker.close_at_end = false;
  return config;
}

RunPlan with_all_tags(RunPlan plan) {
  std::ranges::fill(plan.wanted, std::uint8_t{1});
  plan.wanted_onsets.assign(plan.wanted.size(), 1);
  return plan;
}

std::int64_t any_step(const data::MarketData& market, std::mt19937_64& random) {
  return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(market.timeline.steps()));
}

// A step in which an order was made. A strategy that peeks by one bar is detected only in a step in
// which it decides, and a strategy that trades rarely decides in few steps.
std::int64_t deciding_step(const core::ReservedLog<orders::OrderRecord>& orders,
                           const data::MarketData& market, std::mt19937_64& random) {
  return orders.empty() ? any_step(market, random) : orders[random() % orders.size()].step;
}

// Compares the run on all data with one on data that end at the cut and one whose future is noise.
void check_cut(const CausalityRuns& runs, const BacktestResult& base, const data::MarketData& bars,
               std::int64_t cut_step, std::mt19937_64& random, const ComparedAs& names,
               CausalityReport& report) {
  const core::Timestamp cut = bars.timeline.time(cut_step);
  for (const Future future : {Future::removed, Future::noise}) {
    const BacktestResult other = runs.on(PerturbedMarket(bars, future, cut, random()));
    report.checks.push_back(
        {cut, future == Future::removed ? "removed" : "noise",
         first_difference(base, other, bars, cut_step, report.compared, names)});
  }
}

// The share of all work when this part of the trials and so many cuts are done: the trials are
// about as many runs as kTrials, a cut is two.
double share_done(double trials, int cuts_done, int cuts) {
  constexpr double kTrials = 6;
  return (kTrials * trials + 2 * cuts_done) / (kTrials + 2 * cuts);
}

std::function<void(double)> of_trials(const Control& control, int cuts) {
  return [&control, cuts](double share) {
    if (control.progress) {
      control.progress(share_done(share, 0, cuts));
    }
  };
}

// Every other cut where an order was made.
void check_cuts(const CausalityRuns& runs, const BacktestResult& base, const data::MarketData& bars,
                int cuts, const Control& control, const ComparedAs& names,
                CausalityReport& report) {
  std::mt19937_64 random(runs.config.run.seed);
  for (int i = 0; i < cuts; ++i) {
    const std::int64_t cut_step =
        i % 2 == 0 ? any_step(bars, random) : deciding_step(base.loop.orders, bars, random);
    check_cut(runs, base, bars, cut_step, random, names, report);
    if (control.progress) {
      control.progress(share_done(1, i + 1, cuts));
    }
  }
}

}  // namespace

bool CausalityReport::clean() const {
  return !knows_future() && std::ranges::all_of(trials, [](const PluginTrial& trial) {
    return trial.is_note || trial.difference.empty();
  });
}

bool CausalityReport::same_twice() const {
  return trials.empty() || trials.front().difference.empty();
}

bool CausalityReport::knows_future() const {
  return !early_fill.empty() || std::ranges::any_of(checks, [](const CausalityCheck& check) {
    return !check.difference.empty();
  });
}

std::optional<std::string> early_fill(std::span<const orders::Fill> fills,
                                      const data::MarketData& market) {
  for (const orders::Fill& fill : fills) {
    if (fill.step <= fill.order_step) {
      return fmt::format("order {} of {} made at {} was filled at {}, not later", fill.order_id,
                         market.symbols[fill.symbol].name, core::format_utc(fill.order_time_ns),
                         core::format_utc(fill.time_ns));
    }
  }
  return std::nullopt;
}

CausalityReport check_causality(const Plan& plan, const Market& market, int cuts,
                                const Control& control) {
  const data::MarketData& bars = market.state().data;
  const config::RunConfig config = plain_run(plan.state().config);
  check_market(config, bars);
  check_signals(plan.state().plan.strategy, bars);
  const RunPlan all_tags = with_all_tags(plan.state().plan);
  core::Workers workers(threads_of(control.threads, config));
  const CausalityRuns runs{config, all_tags, workers,
                           control.stop != nullptr ? *control.stop : kNeverStopped};
  const ComparedAs names = names_of(all_tags);
  const PerturbedMarket whole(bars, Future::kept, 0, 0);
  const BacktestResult base = runs.on(whole);
  CausalityReport report;
  report.trials = try_plugins({.config = config,
                               .plan = all_tags,
                               .market = whole.market(),
                               .result = base,
                               .names = names,
                               .stop = runs.stop,
                               .threads = workers.threads(),
                               .progress = of_trials(control, cuts)},
                              report.compared);
  if (config.broker.fill != config::FillRule::same_close) {
    report.early_fill = early_fill(base.loop.fills.view(), bars).value_or("");
  }
  check_cuts(runs, base, bars, cuts, control, names, report);
  return report;
}

}  // namespace barometer::backtest
