// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "support/loop_harness.hpp"

namespace barometer {

// Everything that a random run is made of, from one seed.
struct RandomRun {
  data::MarketData market;
  config::BrokerConfig broker;
  regime::TagView tags;
  std::vector<config::ConditionConfig> when;
  config::RiskConfig risk = {};
  std::uint64_t seed = 0;
  int pieces = 8;  // that a unit is counted in: sums of eighths are exact, of tenths they are not
};

// Ragged symbols, any fill rule, costs, leverage, both margins, conditions on random tags.
RandomRun random_run(std::uint64_t seed);

// Runs it with a strategy that sends orders of every kind for any symbol at any step, some of them
// nonsense. `edit` may change each order before it is sent; what the strategy does depends on
// nothing but the seed.
loop::LoopResult play(
    const RandomRun& run, const std::function<void(bm_order&)>& edit = [](bm_order&) {},
    const execution::CostRules& rules = execution::kNoCostRules,
    std::span<const portfolio::Valuation> valuations = {});

}  // namespace barometer
