// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "execution/fill_costs.hpp"
#include "plugin/library.hpp"
#include "plugin/param_values.hpp"
#include "regime/conditions.hpp"
#include "regime/tagger_set.hpp"

namespace barometer::config {
struct RunConfig;
}  // namespace barometer::config

namespace barometer::backtest {

// A config with its plug-ins loaded and every name in it resolved; no data read yet.
struct RunPlan {
  regime::TaggerSet taggers;
  plugin::Plugin strategy;
  plugin::ParamValues strategy_params;
  regime::Conditions conditions;
  execution::CostRules cost_rules;
  // One entry per dimension: 1 where the YAML or the report reads it. What the strategy reads is
  // known when it is created.
  std::vector<std::uint8_t> wanted;
  // Likewise where the report says what detecting a change late has cost.
  std::vector<std::uint8_t> wanted_onsets;

  const std::vector<regime::Dimension>& dimensions() const { return taggers.dimensions(); }

  // Sets the entries of the dimensions that conditions and costs act on, one entry per dimension.
  void mark_acted_on(std::span<std::uint8_t> marked) const {
    conditions.mark_wanted(marked);
    cost_rules.slippage.mark_wanted(marked);
    cost_rules.commission.mark_wanted(marked);
  }
};

// `plugin_folders` are searched before the usual ones (plugin/search.hpp). `strategy` is at hand
// and not searched; the config has its name. Throws one Error with every unknown plug-in,
// parameter, dimension and label of the config, each with file:line:column and the nearest name.
RunPlan make_run_plan(const config::RunConfig& config,
                      std::span<const std::filesystem::path> plugin_folders = {},
                      const plugin::Plugin* strategy = nullptr);

// For a config that was rejected already: the faults of its plug-ins and their parameters, so that
// they are reported together with the config's own. Names of dimensions are not checked.
std::vector<core::Fault> plugin_faults(const config::RunConfig& config,
                                       std::span<const std::filesystem::path> plugin_folders = {},
                                       const plugin::Plugin* strategy = nullptr);

}  // namespace barometer::backtest
