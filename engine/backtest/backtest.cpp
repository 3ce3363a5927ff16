// SPDX-License-Identifier: Apache-2.0
#include "backtest/backtest.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "backtest/run_tags.hpp"
#include "backtest/symbol_check.hpp"
#include "config/run_config.hpp"
#include "core/fault_collector.hpp"
#include "data/market_data.hpp"
#include "execution/cost_check.hpp"
#include "latency/metered_run.hpp"
#include "regime/named_columns.hpp"

namespace barometer::backtest {

namespace {

RunTags tags_of(const BacktestInput& input, const loop::StrategyHost& strategy) {
  if (input.tags != nullptr) {
    return RunTags(*input.tags);
  }
  return {input.plan.taggers,       input.market,  wanted_tags(input.plan, strategy),
          input.config.run.tagging, input.workers, input.tagging_progress};
}

latency::MeterSetup meter_setup(const BacktestInput& input, const RunTags& tags) {
  latency::MeterSetup setup;
  setup.clock = input.clock;
  setup.steps = input.market.timeline.steps();
  const std::vector<std::int64_t> bars = data::bar_counts(input.market);
  setup.bars = std::reduce(bars.begin(), bars.end());
  setup.seed = input.config.run.seed;
  setup.tags_ahead = input.config.run.tagging == config::Tagging::ahead;
  setup.tag_ahead_seconds = tags.seconds_ahead();
  return setup;
}

std::vector<portfolio::Valuation> valuations_of(const BacktestInput& input) {
  std::vector<core::Fault> faults;
  auto valuations = portfolio::valuations_of(input.config, input.market, faults);
  core::throw_if_any(std::move(faults));
  return valuations;
}

// The strategy that was handed over, or else one that `made` keeps.
loop::StrategyHost& strategy_of(const BacktestInput& input,
                                std::unique_ptr<loop::StrategyHost>& made) {
  if (input.strategy == nullptr) {
    made = make_strategy(input.config, input.plan, input.market);
  }
  loop::StrategyHost& strategy = input.strategy != nullptr ? *input.strategy : *made;
  strategy.keep_output(input.keeps_output);
  return strategy;
}

std::int64_t first_step_of(const BacktestInput& input) {
  const std::optional<core::Timestamp>& from = input.config.data.from;
  return input.first_step ? *input.first_step
                          : (from ? input.market.timeline.steps_until(*from) : 0);
}

latency::LatencyReport metered(const BacktestInput& input, const latency::MeterSetup& setup,
                               loop::EventLoop& loop) {
  const auto body = [&loop](auto& meter) { loop.run(meter); };
  if (!input.meters) {
    return latency::metered_run({}, setup, body);
  }
  return input.probe != nullptr ? latency::probed_run(*input.probe, setup, body)
                                : latency::metered_run(input.config.latency, setup, body);
}

std::vector<core::Fault> symbol_faults(const config::RunConfig& config,
                                       const data::MarketData& market) {
  std::vector<core::Fault> faults = unknown_symbols(config, symbol_names(market), market.left_out);
  portfolio::valuations_of(config, market, faults);
  return faults;
}

}  // namespace

std::vector<std::uint8_t> used_dimensions(const RunPlan& plan, const loop::StrategyHost& strategy) {
  const auto reads = strategy.reads();
  std::vector<std::uint8_t> used(reads.begin(), reads.end());
  plan.mark_acted_on(used);
  return used;
}

regime::WantedTags wanted_tags(const RunPlan& plan, const loop::StrategyHost& strategy) {
  const auto reads = strategy.reads();
  regime::WantedTags wanted{plan.wanted, {reads.begin(), reads.end()}};
  for (std::size_t d = 0; d < wanted.tags.size(); ++d) {
    wanted.tags[d] |= reads[d];
    wanted.onsets[d] |= plan.wanted_onsets[d];
  }
  return wanted;
}

void require_strategy(const config::RunConfig& config) {
  if (config.strategy.plugin.empty()) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{config.file + ":1:1", "strategy: expected a group of keys, found no such key",
                    "name the strategy: {plugin: sma_cross}"});
  }
}

std::unique_ptr<loop::StrategyHost> make_strategy(const config::RunConfig& config,
                                                  const RunPlan& plan,
                                                  const data::MarketData& market) {
  require_strategy(config);
  std::unique_ptr<loop::StrategyHost> strategy;
  core::FaultCollector found;
  found.collect(config::to_string(config.file, config.strategy.plugin_at), [&] {
    strategy = std::make_unique<loop::StrategyHost>(plan.strategy, plan.strategy_params,
                                                    market.instruments, plan.dimensions());
  });
  found.throw_if_any();
  return strategy;
}

void check_symbols(const config::RunConfig& config, const data::MarketData& market) {
  core::throw_if_any(symbol_faults(config, market));
}

void check_market(const config::RunConfig& config, const data::MarketData& market) {
  std::vector<core::Fault> faults = symbol_faults(config, market);
  std::ranges::move(execution::silent_costs(config, market), std::back_inserter(faults));
  core::throw_if_any(std::move(faults));
}

BacktestResult run_backtest(const BacktestInput& input) {
  BacktestResult run;
  run.valuations = valuations_of(input);
  std::unique_ptr<loop::StrategyHost> made;
  loop::StrategyHost& strategy = strategy_of(input, made);
  run.first_step = first_step_of(input);
  RunTags tags = tags_of(input, strategy);
  run.tags = tags.view();
  const regime::NamedTags named(run.tags, input.market);
  run.used_dimensions = used_dimensions(input.plan, strategy);
  const regime::TagChanges changes(run.tags, strategy.reads());
  loop::EventLoop loop({.market = input.market,
                        .sources = input.sources,
                        .broker = input.config.broker,
                        .risk = input.config.risk,
                        .conditions = input.plan.conditions,
                        .cost_rules = input.plan.cost_rules,
                        .valuations = run.valuations,
                        .tags = run.tags,
                        .cost_tags = input.cost_tags,
                        .tagger = tags.live(),
                        .changes = &changes,
                        .strategy = strategy,
                        .first_step = run.first_step,
                        .control = input.control});
  run.latency = metered(input, meter_setup(input, tags), loop);
  tags.check();
  run.loop = loop.take_result();
  return run;
}

}  // namespace barometer::backtest
