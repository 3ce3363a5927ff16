// SPDX-License-Identifier: Apache-2.0
#include "backtest/run_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "backtest/symbol_check.hpp"
#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "plugin/search.hpp"

namespace barometer::backtest {

namespace {

// Collects every fault of a config's plug-ins and names while it builds the assembly. Parameters
// that are wrong are told, and their defaults stand in for them, so that the rest can be judged
// too.
class Assembler {
 public:
  explicit Assembler(const config::RunConfig& config) : config_(config) {}

  RunPlan assemble() {
    load_plugins();
    // Without its taggers a config's names have nothing to be held against.
    if (config_.regime.size() == assembly_.taggers.size()) {
      resolve_names();
    }
    if (!config_.data.symbols.empty()) {
      for (core::Fault& fault : unknown_symbols(config_, config_.data.symbols)) {
        found_.faults().push_back(std::move(fault));
      }
    }
    found_.throw_if_any();
    return std::move(assembly_);
  }

  std::vector<core::Fault> plugin_faults() {
    load_plugins();
    return std::move(found_.faults());
  }

 private:
  // What the config could not name has been told.
  void load_plugins() {
    for (std::size_t i = 0; i < config_.regime.size(); ++i) {
      const bool listed = config_.regime.size() > 1;
      if (!config_.regime[i].plugin.empty()) {
        load_tagger(config_.regime[i],
                    listed ? fmt::format("regime[{}].params", i) : "regime.params");
      }
    }
    if (!config_.strategy.plugin.empty()) {
      load_strategy();
    }
  }

  std::optional<plugin::Plugin> load(const std::string& name, config::Location at,
                                     bm_plugin_kind kind) {
    std::optional<plugin::Plugin> plugin;
    const std::string place = config::to_string(config_.file, at);
    found_.collect(place, [&] {
      plugin = plugin::load_plugin(plugin::find_plugin(name, place));
      plugin::require_kind(*plugin, kind);
    });
    return plugin;
  }

  plugin::ParamValues params_of(const plugin::Plugin& plugin,
                                const std::vector<config::RawParam>& given,
                                const std::string& key_path) {
    const bm_manifest& manifest = *plugin.manifest;
    return plugin::read_params({manifest.params, manifest.param_count}, given, config_.file,
                               key_path, found_.faults());
  }

  void load_tagger(const config::RegimeConfig& regime, const std::string& key_path) {
    std::optional<plugin::Plugin> plugin = load(regime.plugin, regime.plugin_at, BM_PLUGIN_REGIME);
    if (plugin) {
      plugin::ParamValues params = params_of(*plugin, regime.params, key_path);
      found_.collect(config::to_string(config_.file, regime.plugin_at), [&] {
        assembly_.taggers.add({regime::Tagger(std::move(*plugin), std::move(params)), regime.as,
                               regime.on, regime.of,
                               config::to_string(config_.file, regime.of_at)});
      });
    }
  }

  void load_strategy() {
    const config::StrategyConfig& strategy = config_.strategy;
    if (auto plugin = load(strategy.plugin, strategy.plugin_at, BM_PLUGIN_STRATEGY)) {
      assembly_.strategy_params = params_of(*plugin, strategy.params, "strategy.params");
      assembly_.strategy = std::move(*plugin);
    }
  }

  void resolve_names() {
    assembly_.wanted.assign(assembly_.dimensions().size(), config_.output.tags ? 1 : 0);
    assembly_.conditions = regime::Conditions(config_.strategy.when, assembly_.dimensions(),
                                              config_.file, found_.faults());
    assembly_.cost_rules = {
        factors(config_.broker.slippage_parts.when, "broker.slippage.when"),
        factors(config_.broker.commission_parts.when, "broker.commission.when")};
    want_reported();
    if (found_.empty()) {
      assembly_.conditions.mark_wanted(assembly_.wanted);
      assembly_.cost_rules.slippage.mark_wanted(assembly_.wanted);
      assembly_.cost_rules.commission.mark_wanted(assembly_.wanted);
    }
  }

  regime::Conditions factors(const std::vector<config::ConditionConfig>& lines,
                             const std::string& key_path) {
    return {lines, assembly_.dimensions(), config_.file, found_.faults(), key_path};
  }

  // What the per-regime table shows: the dimensions that are named, or every category.
  void want_reported() {
    const std::vector<std::string>& names = config_.output.regimes;
    std::vector<std::string> categories;
    for (std::size_t d = 0; d < assembly_.dimensions().size(); ++d) {
      const regime::Dimension& dimension = assembly_.dimensions()[d];
      if (dimension.kind != BM_DIMENSION_CATEGORY) {
        continue;
      }
      categories.push_back(dimension.name);
      if (names.empty() || std::find(names.begin(), names.end(), dimension.name) != names.end()) {
        assembly_.wanted[d] = 1;
      }
    }
    check_reported(categories);
  }

  void check_reported(const std::vector<std::string>& categories) {
    const std::vector<std::string>& names = config_.output.regimes;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (std::find(categories.begin(), categories.end(), names[i]) == categories.end()) {
        found_.faults().push_back({config::to_string(config_.file, config_.output.regimes_at[i]),
                                   "output.regimes: unknown category dimension '" + names[i] + "'",
                                   core::suggestion(names[i], categories)});
      }
    }
  }

  const config::RunConfig& config_;
  RunPlan assembly_;
  core::FaultCollector found_;
};

}  // namespace

RunPlan make_run_plan(const config::RunConfig& config) {
  return Assembler(config).assemble();
}

std::vector<core::Fault> plugin_faults(const config::RunConfig& config) {
  return Assembler(config).plugin_faults();
}

}  // namespace barometer::backtest
