// SPDX-License-Identifier: Apache-2.0
#include "backtest/run_plan.hpp"

#include <barometer/abi/plugin.h>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "backtest/plan_state.hpp"
#include "backtest/signal_slots.hpp"
#include "backtest/symbol_check.hpp"
#include "config/run_config.hpp"
#include "config/universe.hpp"
#include "core/fault_collector.hpp"
#include "core/nearest_name.hpp"
#include "plugin/manifest_check.hpp"
#include "plugin/search.hpp"
#include "regime/bar_labels.hpp"
#include "regime/label_tagger.hpp"

namespace barometer::backtest {

namespace {

// Makes a plan and collects every fault of the config's plug-ins and names meanwhile. A parameter
// that is wrong is reported and keeps its default, so that the rest can be checked too.
class PlanMaker {
 public:
  // NULL where the config's strategy is a file.
  PlanMaker(const config::RunConfig& config, std::span<const std::filesystem::path> folders,
            const plugin::Plugin* strategy)
      : config_(config), callers_(strategy) {
    for (const std::filesystem::path& folder : folders) {
      folders_.push_back(from_first_folder(folder));
    }
  }

  RunPlan make() {
    load_plugins();
    // Names of dimensions can only be resolved when every tagger is loaded.
    if (config_.regime.size() == plan_.taggers.size()) {
      resolve_names();
    }
    if (!config_.data.symbols.empty()) {
      const auto names = config::Universe(config_.data).without_excluded(config_.data.symbols);
      for (core::Fault& fault : unknown_symbols(config_, names)) {
        found_.faults().push_back(std::move(fault));
      }
    }
    found_.throw_if_any();
    return std::move(plan_);
  }

  std::vector<core::Fault> plugin_faults() {
    reads_labels_ = false;  // with a config that is wrong the data are not read
    load_plugins();
    return std::move(found_.faults());
  }

 private:
  // Relative paths start where the config was read: a plug-in may change the working folder.
  std::filesystem::path from_first_folder(const std::filesystem::path& path) const {
    return config_.data.folder / path;
  }

  // A plug-in without a name is a fault of the config that has been reported already.
  void load_plugins() {
    for (std::size_t i = 0; i < config_.regime.size(); ++i) {
      const bool listed = config_.regime.size() > 1;
      if (config_.regime[i].column && reads_labels_) {
        load_labels(config_.regime[i]);
      } else if (!config_.regime[i].plugin.empty()) {
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
      plugin = plugin::load_plugin(from_first_folder(plugin::find_plugin(name, place, folders_)));
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
        plan_.taggers.add({regime::Tagger(std::move(*plugin), std::move(params)), regime.as,
                           regime.on, regime.of, config::to_string(config_.file, regime.of_at)});
      });
    }
  }

  void load_labels(const config::RegimeConfig& regime) {
    found_.collect(config::to_string(config_.file, regime.column_at), [&] {
      auto labels = std::make_shared<const regime::BarLabels>(
          regime::read_bar_labels(config_.data, regime, threads_of(0, config_)));
      plan_.taggers.add({regime::label_tagger(labels),
                         regime.as,
                         {},
                         regime.of,
                         config::to_string(config_.file, regime.of_at),
                         labels});
    });
  }

  // The caller's strategy, unless an override names another one.
  std::optional<plugin::Plugin> named_callers() {
    const config::StrategyConfig& strategy = config_.strategy;
    if (strategy.plugin == callers_->name()) {
      return SignalsPlugin::of(*callers_->manifest) == nullptr
                 ? *callers_
                 : SignalsPlugin::with_stamps(*callers_, config_.data);
    }
    found_.faults().push_back(
        {config::to_string(config_.file, strategy.plugin_at),
         fmt::format(
             "strategy.plugin: expected '{}', the strategy that the caller made, found '{}'",
             callers_->name(), strategy.plugin),
         "leave it out, or hand over no strategy"});
    return std::nullopt;
  }

  void load_strategy() {
    const config::StrategyConfig& strategy = config_.strategy;
    if (auto plugin = callers_ != nullptr
                          ? named_callers()
                          : load(strategy.plugin, strategy.plugin_at, BM_PLUGIN_STRATEGY)) {
      plan_.strategy_params = params_of(*plugin, strategy.params, "strategy.params");
      plan_.strategy = std::move(*plugin);
    }
  }

  void resolve_names() {
    plan_.wanted.assign(plan_.dimensions().size(), config_.output.tags ? 1 : 0);
    plan_.conditions = regime::Conditions(config_.strategy.when, plan_.dimensions(), config_.file,
                                          found_.faults());
    plan_.cost_rules = {factors(config_.broker.slippage_parts.when, "broker.slippage.when"),
                        factors(config_.broker.commission_parts.when, "broker.commission.when")};
    want_reported();
    if (found_.empty()) {
      plan_.mark_acted_on(plan_.wanted);
    }
  }

  regime::Conditions factors(const std::vector<config::ConditionConfig>& lines,
                             const std::string& key_path) {
    return {lines, plan_.dimensions(), config_.file, found_.faults(), key_path};
  }

  // The per-regime table shows the dimensions that output.regimes names, or every category, and its
  // pairs.
  void want_reported() {
    const std::vector<std::string>& names = config_.output.regimes;
    std::vector<std::string> categories;
    plan_.wanted_onsets.assign(plan_.dimensions().size(), 0);
    for (std::size_t d = 0; d < plan_.dimensions().size(); ++d) {
      const regime::Dimension& dimension = plan_.dimensions()[d];
      if (dimension.kind != BM_DIMENSION_CATEGORY) {
        continue;
      }
      categories.push_back(dimension.name);
      if (names.empty() || std::find(names.begin(), names.end(), dimension.name) != names.end()) {
        plan_.wanted[d] = 1;
        plan_.wanted_onsets[d] = dimension.known_ahead == BM_KNOWN_NO ? 1 : 0;
      }
    }
    check_reported(categories);
    for (const config::TagPair& pair : config_.output.pairs) {
      want_pair(pair, categories);
    }
  }

  void want_pair(const config::TagPair& pair, const std::vector<std::string>& categories) {
    constexpr std::size_t kMostLabels = 127;
    const std::string where = config::to_string(config_.file, pair.at);
    std::size_t labels = 1;
    for (const std::string& name : {pair.first, pair.second}) {
      const auto found = std::ranges::find(plan_.dimensions(), name, &regime::Dimension::name);
      if (std::ranges::find(categories, name) == categories.end()) {
        found_.faults().push_back({where, "output.pairs: unknown category dimension '" + name + "'",
                                   core::suggestion(name, categories)});
        return;
      }
      plan_.wanted[static_cast<std::size_t>(found - plan_.dimensions().begin())] = 1;
      labels *= found->labels.size() + (found->known_ahead == BM_KNOWN_DAY ? 1 : 0);
    }
    if (labels > kMostLabels) {
      found_.faults().push_back(
          {where,
           fmt::format("output.pairs: {} and {} have {} labels together, expected at most {}",
                       pair.first, pair.second, labels, kMostLabels),
           "pair dimensions of fewer labels"});
    }
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
  const plugin::Plugin* callers_;
  std::vector<std::filesystem::path> folders_ = {};
  bool reads_labels_ = true;
  RunPlan plan_;
  core::FaultCollector found_;
};

}  // namespace

RunPlan make_run_plan(const config::RunConfig& config,
                      std::span<const std::filesystem::path> plugin_folders,
                      const plugin::Plugin* strategy) {
  return PlanMaker(config, plugin_folders, strategy).make();
}

std::vector<core::Fault> plugin_faults(const config::RunConfig& config,
                                       std::span<const std::filesystem::path> plugin_folders,
                                       const plugin::Plugin* strategy) {
  return PlanMaker(config, plugin_folders, strategy).plugin_faults();
}

}  // namespace barometer::backtest
