// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "config/run_config.hpp"
#include "execution/fill_pricing.hpp"
#include "plugin/library.hpp"
#include "plugin/param_values.hpp"
#include "regime/conditions.hpp"
#include "regime/tagger_set.hpp"

namespace barometer::backtest {

// A config with its plug-ins loaded and every name in it resolved; no data read yet.
struct RunPlan {
  regime::TaggerSet taggers;
  plugin::Plugin strategy;
  plugin::ParamValues strategy_params;
  regime::Conditions conditions;
  execution::CostRules cost_rules;
  // One entry per dimension: 1 for what the YAML and the report read. What the strategy reads comes
  // on top when it is created.
  std::vector<std::uint8_t> wanted;

  const std::vector<regime::Dimension>& dimensions() const { return taggers.dimensions(); }
};

// Throws one Error with every unknown plug-in, parameter, dimension and label of the config, each
// with file:line:column and the nearest name.
RunPlan make_run_plan(const config::RunConfig& config);

// For a config that is refused already: what is wrong with its plug-ins and their parameters
// besides, so that it is told with the rest. Names of dimensions are not judged.
std::vector<core::Fault> plugin_faults(const config::RunConfig& config);

}  // namespace barometer::backtest
