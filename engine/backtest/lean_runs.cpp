// SPDX-License-Identifier: Apache-2.0
#include "backtest/lean_runs.hpp"

#include <algorithm>
#include <utility>

#include "analysis/buy_and_hold.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/run_record.hpp"
#include "backtest/tags_state.hpp"
#include "core/fault_collector.hpp"
#include "data/market_data.hpp"
#include "plugin/call_page.hpp"
#include "plugin/host_state.hpp"

namespace barometer::backtest {

namespace {

constexpr std::atomic<bool> kNeverStopped{false};

analysis::RunRecord record_of(const config::RunConfig& config, const data::MarketData& market,
                              const BacktestResult& run) {
  return {.config = config,
          .market = market,
          .tags = run.tags,
          .first_step = run.first_step,
          .logs = logs_of(run),
          .counts = {.unlisted_orders = run.loop.unlisted_orders}};
}

std::int64_t longest_trip(std::span<const analysis::RoundTrip> trips) {
  std::int64_t longest = 0;
  for (const analysis::RoundTrip& trip : trips) {
    longest = std::max(longest, trip.exit_time_ns - trip.entry_time_ns);
  }
  return longest;
}

// Whether the view has every tag that the strategy said it reads.
bool has_all_of(const regime::TagView& tags, std::span<const std::uint8_t> reads) {
  for (std::size_t d = 0; d < reads.size(); ++d) {
    if (reads[d] != 0 && !tags.wanted(d)) {
      return false;
    }
  }
  return true;
}

}  // namespace

LeanRuns::LeanRuns(const Plan& plan, const Market& market, const Window& window)
    : inputs_(run_inputs(plan, market, window)),
      sources_(regime::sources_of(inputs_.bars())),
      instruments_(std::make_shared<const loop::ShownInstruments>(inputs_.bars().instruments)) {
  require_strategy(*inputs_.config);
  const std::optional<core::Timestamp>& from = inputs_.config->data.from;
  first_step_ = from ? bars().timeline.steps_until(*from) : 0;
  session_ends_ = analysis::session_end_steps(bars(), first_step_);
  knows_all_symbols_ = bars().symbols.size() == market.state().data.symbols.size();
}

LeanRuns::~LeanRuns() {
  plugin::restore_host_state(plugin::told_name(inputs_.plan.state().plan.strategy.told));
}

// A look takes more than a hundred system calls, and threads take it one at a time: at every run it
// would cost as much as the run. Who was caught once is looked at every time.
void LeanRuns::look_at_process(const Plan& plan) const {
  constexpr std::uint64_t kBetween = 64;
  const bool due = made_.fetch_add(1, std::memory_order_relaxed) % kBetween == 0;
  if ((due || caught_.load(std::memory_order_relaxed)) &&
      plugin::restore_host_state(plugin::told_name(plan.state().plan.strategy.told))) {
    caught_.store(true, std::memory_order_relaxed);
  }
}

std::unique_ptr<loop::StrategyHost> LeanRuns::strategy_of(const LeanRun& what) const {
  const Plan::State& state = what.plan.state();
  std::unique_ptr<loop::StrategyHost> strategy;
  core::FaultCollector found;
  found.collect(config::to_string(state.config.file, state.config.strategy.plugin_at), [&] {
    strategy = std::make_unique<loop::StrategyHost>(
        state.plan.strategy,
        what.strategy_params != nullptr ? *what.strategy_params : state.plan.strategy_params,
        instruments_, state.plan.dimensions());
  });
  found.throw_if_any();
  return strategy;
}

LeanResult LeanRuns::run(const LeanRun& what) const {
  const Plan::State& state = what.plan.state();
  const auto strategy = strategy_of(what);
  const bool tagged = knows_all_symbols_ && has_all_of(what.tags, strategy->reads());
  core::Workers alone(1);
  loop::LoopControl control{what.stop != nullptr ? *what.stop : kNeverStopped};
  const config::RunConfig& config = state.config;
  LeanResult result;
  result.run = run_backtest({.config = config,
                             .plan = state.plan,
                             .market = bars(),
                             .sources = sources_,
                             .workers = alone,
                             .control = control,
                             .meters = false,
                             .tags = tagged ? &what.tags : nullptr,
                             .cost_tags = what.cost_tags,
                             .strategy = strategy.get(),
                             .first_step = first_step_,
                             .keeps_output = false});
  const std::vector<analysis::Sample> samples = analysis::session_samples(
      session_ends_, first_step_, config.broker.cash, result.run.loop.equity.view());
  result.analysis =
      analysis::analyse_lean(record_of(config, bars(), result.run), samples, what.parts);
  result.returns = analysis::returns_of(samples);
  result.longest_trip_ns = longest_trip(result.analysis.round_trips);
  look_at_process(what.plan);
  return result;
}

core::Timestamp LeanRuns::first_ns() const {
  return bars().timeline.time(first_step_);
}

core::Timestamp LeanRuns::last_ns() const {
  return bars().timeline.time(bars().timeline.steps() - 1);
}

std::vector<std::int64_t> LeanRuns::return_times() const {
  std::vector<std::int64_t> times;
  for (const std::int64_t step : session_ends_) {
    if (step > first_step_) {
      times.push_back(bars().timeline.time(step));
    }
  }
  return times;
}

std::vector<double> LeanRuns::buy_and_hold_returns(const Plan& plan) const {
  const config::RunConfig& config = plan.state().config;
  std::vector<core::Fault> faults;  // none: the market was judged for the first plan
  const auto valuations = portfolio::valuations_of(config, bars(), faults);
  core::throw_if_any(std::move(faults));
  std::vector<analysis::Sample> samples{{first_ns(), config.broker.cash}};
  for (const std::int64_t time : return_times()) {
    samples.push_back({time, config.broker.cash});
  }
  return analysis::returns_of(analysis::buy_and_hold(bars(), samples, valuations));
}

regime::TagView lean_tags(const Plan& plan, const Tags& tags, const Control& control) {
  const Plan::State& state = plan.state();
  const auto strategy = make_strategy(state.config, state.plan, tags.state().market.state().data);
  const auto reads = strategy->reads();
  const regime::WantedTags wanted{used_dimensions(state.plan, *strategy),
                                  {reads.begin(), reads.end()}};
  return view_of(plan, tags, wanted, control);
}

}  // namespace barometer::backtest
