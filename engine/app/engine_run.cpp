// SPDX-License-Identifier: Apache-2.0
#include "app/engine_run.hpp"

#include <chrono>
#include <optional>
#include <utility>

#include "app/named_symbols.hpp"
#include "latency/metered_run.hpp"

namespace barometer {

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// What somebody reads: the YAML and the report, and now the strategy too.
std::vector<std::uint8_t> wanted_by_all(const Assembly& assembly, const StrategyHost& strategy) {
  std::vector<std::uint8_t> wanted = assembly.wanted;
  for (std::size_t d = 0; d < wanted.size(); ++d) {
    wanted[d] |= strategy.reads()[d];
  }
  return wanted;
}

TagTable empty_table(const EngineInput& input, const StrategyHost& strategy) {
  std::vector<std::int64_t> bars;
  for (const SymbolData& symbol : input.market.symbols) {
    bars.push_back(static_cast<std::int64_t>(symbol.bars.size()));
  }
  return {input.assembly.dimensions(), wanted_by_all(input.assembly, strategy), bars};
}

MeterSetup meter_setup(const EngineInput& input) {
  MeterSetup setup;
  setup.clock = input.clock;
  setup.steps = input.market.timeline.steps();
  for (const SymbolData& symbol : input.market.symbols) {
    setup.bars += static_cast<std::int64_t>(symbol.bars.size());
  }
  setup.seed = input.config.run.seed;
  setup.tags_ahead = input.config.run.tagging == Tagging::ahead;
  return setup;
}

// Tags a run ahead of its loop, or has what tags in its steps.
class RunTagging {
 public:
  RunTagging(const EngineInput& input, const StrategyHost& strategy, TagTable& tags)
      : start_(std::chrono::steady_clock::now()),
        frames_(input.assembly.taggers, input.market, input.sources, input.workers),
        changes_(input.assembly.taggers, strategy.reads(), input.sources.size()),
        input_{input.assembly.taggers, frames_, tags, changes_} {
    if (input.assembly.taggers.empty()) {
      return;
    }
    if (input.config.run.tagging == Tagging::ahead) {
      tag_ahead(input_, input.workers, input.tagging_progress);
      seconds_ahead_ = seconds_since(start_);
    } else {
      in_step_.emplace(input_, input.workers);
    }
  }

  InStepTagger* in_step() { return in_step_ ? &*in_step_ : nullptr; }

  ChangeTable& changes() { return changes_; }

  double seconds_ahead() const { return seconds_ahead_; }

 private:
  std::chrono::steady_clock::time_point start_;
  Frames frames_;
  ChangeTable changes_;
  TaggingInput input_;
  std::optional<InStepTagger> in_step_;
  double seconds_ahead_ = 0;
};

}  // namespace

std::unique_ptr<StrategyHost> make_strategy(const RunConfig& config, const Assembly& assembly,
                                            const MarketData& market) {
  std::unique_ptr<StrategyHost> strategy;
  FaultCollector found;
  found.collect(to_string(config.file, config.strategy.plugin_at), [&] {
    strategy = std::make_unique<StrategyHost>(assembly.strategy, assembly.strategy_params,
                                              market.instruments, assembly.dimensions());
  });
  found.throw_if_any();
  return strategy;
}

std::vector<Valuation> check_market(const RunConfig& config, const MarketData& market) {
  std::vector<Fault> faults = unknown_symbols(config, symbol_names(market));
  std::vector<Valuation> valuations = valuations_of(config, market, faults);
  throw_if_any(std::move(faults));
  return valuations;
}

EngineRun run_engine(const EngineInput& input) {
  const RunConfig& config = input.config;
  std::vector<Valuation> valuations = check_market(config, input.market);
  const std::unique_ptr<StrategyHost> strategy =
      make_strategy(config, input.assembly, input.market);
  EngineRun run;
  run.valuations = std::move(valuations);
  run.tags = empty_table(input, *strategy);
  run.first_step = config.data.from ? input.market.timeline.steps_until(*config.data.from) : 0;

  MeterSetup setup = meter_setup(input);
  RunTagging tagging(input, *strategy, run.tags);
  setup.tag_ahead_seconds = tagging.seconds_ahead();
  EventLoop loop({input.market, input.sources, config.broker, input.assembly.conditions, run.tags,
                  tagging.in_step(), *strategy, run.first_step, input.control, &tagging.changes(),
                  input.assembly.cost_rules, run.valuations, config.risk});
  const auto body = [&loop](auto& meter) { loop.run(meter); };
  run.latency = input.probe != nullptr ? probed_run(*input.probe, setup, body)
                                       : metered_run(config.latency, setup, body);
  run.loop = loop.take_result();
  return run;
}

}  // namespace barometer
