// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "config/broker_config.hpp"
#include "loop/event_loop.hpp"
#include "support/test_market.hpp"

namespace barometer {

// What a test's strategy does in a step.
using Behaviour = std::function<void(const bm_view&, bm_order_buffer&)>;

// One market order; any field can be changed afterwards.
bm_order market_order(core::SymbolIndex symbol, bm_amount_kind kind, double amount,
                      bm_side side = BM_SIDE_BY_TARGET);

void send(bm_order_buffer& orders, const bm_order& order);

// A strategy that lives in the test: a manifest filled by hand, no shared library. It reads every
// dimension.
plugin::Plugin in_process(Behaviour behaviour);

struct LoopSetup {
  const data::MarketData& market;
  config::BrokerConfig broker = {};
  Behaviour behaviour;
  std::vector<config::ConditionConfig> when = {};
  regime::TagView tags = no_tags();
  std::int64_t first_step = 0;
  std::span<const portfolio::Valuation> valuations = {};
  const execution::CostRules& cost_rules = execution::kNoCostRules;
  config::RiskConfig risk = {};

  static const regime::TagView& no_tags();
};

// Runs an in-process strategy over the whole market, unmetered.
loop::LoopResult run_loop(const LoopSetup& setup);

// The same with a shipped plug-in of the build, e.g. "sma_cross", and parameters as the YAML would
// write them.
struct Param {
  std::string name;
  std::string value;
};

loop::LoopResult run_plugin(const std::string& name, const std::vector<Param>& params,
                            const data::MarketData& market, const config::BrokerConfig& broker,
                            const regime::TagView& tags = LoopSetup::no_tags(),
                            std::int64_t first_step = 0);

plugin::Plugin shipped_plugin(const std::string& name);
plugin::ParamValues params_of(const plugin::Plugin& plugin, const std::vector<Param>& params);

}  // namespace barometer
