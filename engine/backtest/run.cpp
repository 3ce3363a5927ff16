// SPDX-License-Identifier: Apache-2.0
#include <barometer/backtest/api/run.hpp>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/result_state.hpp"
#include "backtest/seconds_since.hpp"
#include "backtest/signal_check.hpp"
#include "backtest/tags_state.hpp"
#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "regime/live_tags.hpp"

namespace barometer::backtest {

namespace {

constexpr std::atomic<bool> kNeverStopped{false};
constexpr auto kReportPeriod = std::chrono::milliseconds(100);

// Reports how far a run is. The loop itself only counts its steps, so that a watched run costs what
// an unwatched one costs.
class ProgressReporter {
 public:
  ProgressReporter(const Control& control, const loop::LoopControl& loop, std::int64_t steps,
                   bool tags_ahead)
      : loop_(loop), steps_(static_cast<double>(steps)), tags_ahead_(tags_ahead) {
    if (control.progress) {
      reporter_ = std::jthread([this, &control](const std::stop_token& ended) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any wake;
        while (!wake.wait_for(lock, ended, kReportPeriod, [] { return false; }) &&
               !ended.stop_requested()) {
          control.progress(share());
        }
      });
    }
  }

  void tagged(std::size_t done, std::size_t total) {
    tagged_ = static_cast<double>(done) / static_cast<double>(total);
  }

 private:
  double share() const {
    const double looped = static_cast<double>(loop_.steps_done.load()) / steps_;
    return tags_ahead_ ? (tagged_.load() + looped) / 2 : looped;
  }

  const loop::LoopControl& loop_;
  double steps_;
  bool tags_ahead_;
  std::atomic<double> tagged_{0};
  std::jthread reporter_;
};

latency::ClockFacts clock_of(const RunInputs& inputs) {
  if (inputs.config->latency.meter == config::Meter::off) {
    return {};
  }
  const std::shared_future<latency::ClockFacts>& measured = inputs.market.state().clock;
  return measured.valid() ? measured.get() : latency::calibrate_clock().get();
}

BacktestResult finished_run(const RunInputs& inputs, const Control& control, int threads) {
  const config::RunConfig& config = *inputs.config;
  const RunPlan& plan = inputs.plan.state().plan;
  const data::MarketData& market = inputs.bars();
  core::Workers workers(threads);
  loop::LoopControl loop{control.stop != nullptr ? *control.stop : kNeverStopped};
  const bool ahead =
      !inputs.tags && config.run.tagging == config::Tagging::ahead && !plan.taggers.empty();
  ProgressReporter reporter(control, loop, market.timeline.steps(), ahead);
  const std::vector<regime::BarSource> sources = regime::sources_of(market);
  return run_backtest(
      {.config = config,
       .plan = plan,
       .market = market,
       .sources = sources,
       .workers = workers,
       .control = loop,
       .clock = clock_of(inputs),
       .tagging_progress = [&reporter](std::size_t done,
                                       std::size_t total) { reporter.tagged(done, total); },
       .tags = inputs.tags ? &*inputs.tags : nullptr});
}

// `tagging_seconds` is what tags that were computed before have cost.
Result run_with(RunInputs inputs, const Control& control, double tagging_seconds = 0) {
  const auto start = std::chrono::steady_clock::now();
  const int threads = threads_of(control.threads, *inputs.config);
  BacktestResult finished = finished_run(inputs, control, threads);
  const double earlier =
      inputs.plan.state().seconds + inputs.market.state().seconds + tagging_seconds;
  return Result(std::make_shared<const Result::State>(std::move(inputs), std::move(finished),
                                                      threads, earlier + seconds_since(start)));
}

}  // namespace

void check(const Plan& plan, const Market& market) {
  const Plan::State& state = plan.state();
  require_same_data(plan, market);
  check_market(state.config, market.state().data);
  check_signals(state.plan.strategy, market.state().data);
  regime::WantedTags wanted = regime::WantedTags::all(state.plan.dimensions());
  if (!state.config.strategy.plugin.empty()) {
    wanted = wanted_tags(state.plan, *make_strategy(state.config, state.plan, market.state().data));
  }
  if (!state.plan.taggers.empty()) {
    core::Workers workers(1);
    const regime::LiveTags made(state.plan.taggers, market.state().data, wanted, workers);
  }
}

Result run(const Plan& plan, const Market& market, const Window& window, const Control& control) {
  return run_with(run_inputs(plan, market, window), control);
}

Result run(const Plan& plan, const Market& market, const Tags& tags, const Window& window,
           const Control& control) {
  const Plan::State& state = plan.state();
  require_tags(plan, market, tags);
  RunInputs inputs = run_inputs(plan, market, window);
  if (inputs.bars().symbols.size() != market.state().data.symbols.size()) {
    return run_with(std::move(inputs), control);  // tags of other symbols: they are made again
  }
  const auto strategy = make_strategy(state.config, state.plan, market.state().data);
  inputs.tags = view_of(plan, tags, wanted_tags(state.plan, *strategy), control);
  return run_with(std::move(inputs), control, tags.state().seconds);
}

}  // namespace barometer::backtest
