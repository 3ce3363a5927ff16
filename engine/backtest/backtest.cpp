// SPDX-License-Identifier: Apache-2.0
#include "backtest/backtest.hpp"

#include <chrono>
#include <optional>
#include <utility>

#include "backtest/symbol_check.hpp"
#include "config/run_config.hpp"
#include "core/fault_collector.hpp"
#include "data/market_data.hpp"
#include "latency/metered_run.hpp"

namespace barometer::backtest {

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

regime::TagTable empty_table(const BacktestInput& input, const loop::StrategyHost& strategy) {
  std::vector<std::int64_t> bars;
  for (const data::SymbolData& symbol : input.market.symbols) {
    bars.push_back(static_cast<std::int64_t>(symbol.bars.size()));
  }
  return {input.plan.dimensions(), dimensions_read(input.plan, strategy), bars};
}

latency::MeterSetup meter_setup(const BacktestInput& input) {
  latency::MeterSetup setup;
  setup.clock = input.clock;
  setup.steps = input.market.timeline.steps();
  for (const data::SymbolData& symbol : input.market.symbols) {
    setup.bars += static_cast<std::int64_t>(symbol.bars.size());
  }
  setup.seed = input.config.run.seed;
  setup.tags_ahead = input.config.run.tagging == config::Tagging::ahead;
  return setup;
}

// Tags a run ahead of its loop, or has what tags in its steps.
class RunTagging {
 public:
  RunTagging(const BacktestInput& input, const loop::StrategyHost& strategy, regime::TagTable& tags)
      : start_(std::chrono::steady_clock::now()),
        frames_(input.plan.taggers, input.market, input.sources, input.workers),
        changes_(input.plan.taggers, strategy.reads(), input.sources.size()),
        input_{input.plan.taggers, frames_, tags, changes_} {
    if (input.plan.taggers.empty()) {
      return;
    }
    if (input.config.run.tagging == config::Tagging::ahead) {
      regime::tag_ahead(input_, input.workers, input.tagging_progress);
      seconds_ahead_ = seconds_since(start_);
    } else {
      in_step_.emplace(input_, input.workers);
    }
  }

  regime::InStepTagger* in_step() { return in_step_ ? &*in_step_ : nullptr; }

  regime::ChangeTable& changes() { return changes_; }

  double seconds_ahead() const { return seconds_ahead_; }

 private:
  std::chrono::steady_clock::time_point start_;
  regime::TimeframeSet frames_;
  regime::ChangeTable changes_;
  regime::TaggingInput input_;
  std::optional<regime::InStepTagger> in_step_;
  double seconds_ahead_ = 0;
};

// The changes of shared tags that this strategy watches, for one run to read.
regime::ChangeTable watched_changes(const BacktestInput& input,
                                    const loop::StrategyHost& strategy) {
  const regime::TaggerSet& taggers = input.plan.taggers;
  regime::ChangeTable all = input.tags->changes;
  regime::ChangeTable watched(taggers, strategy.reads(), input.sources.size());
  if (all.empty() || watched.empty()) {
    return watched;
  }
  std::vector<std::size_t> tagger_of;
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    tagger_of.insert(tagger_of.end(), taggers[t].tagger.dimensions().size(), t);
  }
  for (core::SymbolIndex s = 0; s < input.sources.size(); ++s) {
    all.take(s, input.sources[s].count, [&](const regime::TagChange& change) {
      if (strategy.reads()[change.dimension] != 0) {
        watched.queue(tagger_of[change.dimension], s)->push(change);
      }
    });
  }
  return watched;
}

}  // namespace

std::vector<std::uint8_t> dimensions_read(const RunPlan& plan, const loop::StrategyHost& strategy) {
  std::vector<std::uint8_t> wanted = plan.wanted;
  for (std::size_t d = 0; d < wanted.size(); ++d) {
    wanted[d] |= strategy.reads()[d];
  }
  return wanted;
}

std::unique_ptr<loop::StrategyHost> make_strategy(const config::RunConfig& config,
                                                  const RunPlan& plan,
                                                  const data::MarketData& market) {
  std::unique_ptr<loop::StrategyHost> strategy;
  core::FaultCollector found;
  found.collect(config::to_string(config.file, config.strategy.plugin_at), [&] {
    strategy = std::make_unique<loop::StrategyHost>(plan.strategy, plan.strategy_params,
                                                    market.instruments, plan.dimensions());
  });
  found.throw_if_any();
  return strategy;
}

std::vector<portfolio::Valuation> check_market(const config::RunConfig& config,
                                               const data::MarketData& market) {
  std::vector<core::Fault> faults = unknown_symbols(config, symbol_names(market));
  std::vector<portfolio::Valuation> valuations = portfolio::valuations_of(config, market, faults);
  core::throw_if_any(std::move(faults));
  return valuations;
}

BacktestResult run_backtest(const BacktestInput& input) {
  const config::RunConfig& config = input.config;
  std::vector<portfolio::Valuation> valuations = check_market(config, input.market);
  const std::unique_ptr<loop::StrategyHost> strategy =
      make_strategy(config, input.plan, input.market);
  BacktestResult run;
  run.valuations = std::move(valuations);
  run.first_step = config.data.from ? input.market.timeline.steps_until(*config.data.from) : 0;

  latency::MeterSetup setup = meter_setup(input);
  std::optional<RunTagging> tagging;
  regime::ChangeTable changes;
  if (input.tags != nullptr) {
    changes = watched_changes(input, *strategy);
  } else {
    run.tags = empty_table(input, *strategy);
    tagging.emplace(input, *strategy, run.tags);
    setup.tag_ahead_seconds = tagging->seconds_ahead();
  }
  loop::EventLoop loop({.market = input.market,
                        .sources = input.sources,
                        .broker = config.broker,
                        .risk = config.risk,
                        .conditions = input.plan.conditions,
                        .cost_rules = input.plan.cost_rules,
                        .valuations = run.valuations,
                        .tags = input.tags != nullptr ? input.tags->table : run.tags,
                        .tagger = tagging ? tagging->in_step() : nullptr,
                        .changes = tagging ? &tagging->changes() : &changes,
                        .strategy = *strategy,
                        .first_step = run.first_step,
                        .control = input.control});
  const auto body = [&loop](auto& meter) { loop.run(meter); };
  run.latency = input.probe != nullptr ? latency::probed_run(*input.probe, setup, body)
                                       : latency::metered_run(config.latency, setup, body);
  run.loop = loop.take_result();
  return run;
}

}  // namespace barometer::backtest
