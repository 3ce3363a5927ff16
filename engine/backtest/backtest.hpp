// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "backtest/run_plan.hpp"
#include "core/workers.hpp"
#include "latency/calibration.hpp"
#include "latency/report.hpp"
#include "latency/stage_probe.hpp"
#include "loop/event_loop.hpp"
#include "regime/tag_ahead.hpp"
#include "regime/tag_view.hpp"
#include "regime/wanted_tags.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::backtest {

// What one run works on; everything outlives it.
struct BacktestInput {
  const config::RunConfig& config;
  const RunPlan& plan;
  const data::MarketData& market;
  std::span<const regime::BarSource> sources;  // what plug-ins are shown, one per symbol
  core::Workers& workers;
  loop::LoopControl& control;
  bool meters = true;              // as config.latency asks; else the run is not metered
  latency::ClockFacts clock = {};  // used where it is metered
  regime::TaggingProgress tagging_progress = {};
  latency::StageProbe* probe = nullptr;  // looks at one stage instead of the config's meter
  // Complete tags of everything that the plan and its strategy read; NULL: the run tags for itself.
  const regime::TagView* tags = nullptr;
  // What cost rules judge by, where the tags that the strategy and its conditions see are not those
  // of the market; NULL: `tags`.
  const regime::TagView* cost_tags = nullptr;
  // Made for this run, and for no other one; NULL: it is made from the config.
  loop::StrategyHost* strategy = nullptr;
  // First step after the warm-up; none: the one that follows from the config's data.from.
  std::optional<std::int64_t> first_step = {};
  bool keeps_output = true;  // what the strategy writes besides orders; else it is offered no room
};

struct BacktestResult {
  regime::TagView tags;
  // One entry per dimension: 1 where the strategy, a condition or a cost reads it.
  std::vector<std::uint8_t> used_dimensions;
  loop::LoopResult loop;
  latency::LatencyReport latency;
  std::int64_t first_step = 0;                   // first step after the warm-up before `data.from`
  std::vector<portfolio::Valuation> valuations;  // per symbol
};

// What only the data can tell of a config: whether they have the symbols that it names and rates
// for their currencies, and whether its costs come to anything. Throws Error{bad_input} with every
// fault. For the market as it was loaded, once: what is made of it for a run, a window or a future
// of noise, is not judged again.
void check_market(const config::RunConfig& config, const data::MarketData& market);

// Of these the symbols and rates alone: what a window leaves of a market may have lost some.
void check_symbols(const config::RunConfig& config, const data::MarketData& market);

// Throws Error{bad_input} where the config names no strategy, as those that only tag may.
void require_strategy(const config::RunConfig& config);

// Creates the run's strategy, which the config must name. Errors carry the place of
// `strategy.plugin` in the config.
std::unique_ptr<loop::StrategyHost> make_strategy(const config::RunConfig& config,
                                                  const RunPlan& plan,
                                                  const data::MarketData& market);

// What is traded by, one entry per dimension: those that only the report shows do not count.
std::vector<std::uint8_t> used_dimensions(const RunPlan& plan, const loop::StrategyHost& strategy);

// What the plan and this strategy read: tags for the YAML, the report and the strategy, and onsets
// for the report and the strategy, which is notified of changes.
regime::WantedTags wanted_tags(const RunPlan& plan, const loop::StrategyHost& strategy);

// Tags and runs. The same input gives the same bits, whatever threads, tagging and meter.
BacktestResult run_backtest(const BacktestInput& input);

}  // namespace barometer::backtest
