// SPDX-License-Identifier: Apache-2.0
#include "app/assembly.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "plugin/search.hpp"

namespace barometer {

namespace {

Plugin load(const RunConfig& config, const std::string& name, Location at, bm_plugin_kind kind) {
  Plugin plugin = load_plugin(find_plugin(name, to_string(config.file, at)));
  require_kind(plugin, kind);
  return plugin;
}

ParamValues params_of(const Plugin& plugin, const std::vector<RawParam>& given,
                      const std::string& file, const std::string& key_path,
                      std::vector<Fault>& faults) {
  const bm_manifest& manifest = *plugin.manifest;
  return read_params({manifest.params, manifest.param_count}, given, file, key_path, faults);
}

void want_reported(const RunConfig& config, Assembly& assembly, std::vector<Fault>& faults) {
  const std::vector<Dimension>& dimensions = assembly.dimensions();
  const std::vector<std::string>& names = config.output.regimes;
  std::vector<std::string> categories;
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    if (dimensions[d].kind != BM_DIMENSION_CATEGORY) {
      continue;
    }
    categories.push_back(dimensions[d].name);
    const bool named = std::find(names.begin(), names.end(), dimensions[d].name) != names.end();
    if (names.empty() || named) {
      assembly.wanted[d] = 1;
    }
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::find(categories.begin(), categories.end(), names[i]) == categories.end()) {
      faults.push_back({to_string(config.file, config.output.regimes_at[i]),
                        "output.regimes: unknown category dimension '" + names[i] + "'",
                        suggestion(names[i], categories)});
    }
  }
}

void resolve_names(const RunConfig& config, Assembly& assembly, std::vector<Fault>& faults) {
  const std::vector<Dimension>& dimensions = assembly.dimensions();
  assembly.wanted.assign(dimensions.size(), config.output.tags ? 1 : 0);
  assembly.conditions = Conditions(config.strategy.when, dimensions, config.file, faults);
  if (faults.empty()) {
    assembly.conditions.mark_wanted(assembly.wanted);
  }
  want_reported(config, assembly, faults);
}

}  // namespace

const std::vector<Dimension>& Assembly::dimensions() const {
  static const std::vector<Dimension> kNone;
  return tagger ? tagger->dimensions() : kNone;
}

Assembly assemble(const RunConfig& config) {
  std::vector<Fault> faults;
  Assembly assembly;
  std::optional<Plugin> regime;
  ParamValues regime_params;
  if (config.regime) {
    regime = load(config, config.regime->plugin, config.regime->plugin_at, BM_PLUGIN_REGIME);
    regime_params = params_of(*regime, config.regime->params, config.file, "regime.params", faults);
  }
  assembly.strategy =
      load(config, config.strategy.plugin, config.strategy.plugin_at, BM_PLUGIN_STRATEGY);
  assembly.strategy_params =
      params_of(assembly.strategy, config.strategy.params, config.file, "strategy.params", faults);
  const bool describable = faults.empty();
  if (regime && describable) {
    assembly.tagger.emplace(std::move(*regime), std::move(regime_params));
  }
  if (describable) {
    resolve_names(config, assembly, faults);
  }
  throw_if_any(std::move(faults));
  return assembly;
}

}  // namespace barometer
