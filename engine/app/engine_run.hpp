// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "app/assembly.hpp"
#include "core/workers.hpp"
#include "data/bars.hpp"
#include "latency/calibration.hpp"
#include "latency/report.hpp"
#include "latency/stage_probe.hpp"
#include "loop/event_loop.hpp"
#include "regime/tag_ahead.hpp"
#include "regime/tag_table.hpp"

namespace barometer {

// What the engine itself needs of a run: no files, no terminal.
struct EngineInput {
  const RunConfig& config;
  const Assembly& assembly;
  const MarketData& market;
  std::span<const BarSource> sources;  // what plug-ins are shown, one per symbol
  Workers& workers;
  LoopControl& control;
  ClockFacts clock;  // used where config.latency asks for metering
  TaggingProgress tagging_progress;
  StageProbe* probe = nullptr;  // looks at one stage instead of the config's meter
};

struct EngineRun {
  TagTable tags;
  LoopResult loop;
  LatencyReport latency;
  std::int64_t first_step = 0;        // first step after the warm-up before `data.from`
  std::vector<Valuation> valuations;  // per symbol
};

// What only the data can tell of a config: whether it has the symbols that are named, and rates for
// their currencies. Throws Error{bad_input} with every fault. Returns an entry per symbol.
std::vector<Valuation> check_market(const RunConfig& config, const MarketData& market);

// Creates the run's strategy. Errors carry the place of `strategy.plugin` in the config.
std::unique_ptr<StrategyHost> make_strategy(const RunConfig& config, const Assembly& assembly,
                                            const MarketData& market);

// Tags and runs. The same input gives the same bits, whatever threads, tagging and meter.
EngineRun run_engine(const EngineInput& input);

}  // namespace barometer
