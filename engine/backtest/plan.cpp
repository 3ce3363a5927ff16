// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <iterator>
#include <thread>
#include <utility>

#include "backtest/plan_state.hpp"
#include "backtest/seconds_since.hpp"
#include "config/load.hpp"
#include "plugin/call_page.hpp"
#include "plugin/callers_plugin.hpp"

namespace barometer::backtest {

namespace {

std::optional<plugin::Plugin> strategy_of(const ConfigSource& source) {
  const CallersStrategy& strategy = source.strategy;
  return strategy.manifest ? std::optional(plugin::callers_plugin(strategy.manifest, strategy.hash))
                           : std::nullopt;
}

Plan made_plan(config::RunConfig config, const ConfigSource& source,
               std::chrono::steady_clock::time_point start) {
  if (plugin::CallPage* page = plugin::told_page(); page != nullptr && config.run.step_deadline) {
    page->deadline_ns = *config.run.step_deadline;
  }
  RunPlan plan = run_plan_of(config, source);
  if (source.strategy.manifest) {
    config.strategy.plugin_at = {.set = config::SetText(plugin::kMadeByCaller)};
  }
  std::string name = config.run.name.empty() ? std::filesystem::path(config.file).stem().string()
                                             : config.run.name;
  return Plan(std::make_shared<const Plan::State>(
      Plan::State{std::move(config), std::move(plan), std::move(name), seconds_since(start)}));
}

}  // namespace

Plan Plan::load(const ConfigSource& source) {
  const auto start = std::chrono::steady_clock::now();
  return made_plan(config_of(source), source, start);
}

Plan Plan::parse(std::string_view yaml, ConfigSource source) {
  source.text = yaml;
  return load(source);
}

const std::string& Plan::name() const {
  return state_->name;
}

std::vector<std::string> Plan::dimensions() const {
  std::vector<std::string> names;
  for (const regime::Dimension& dimension : state_->plan.dimensions()) {
    names.push_back(dimension.name);
  }
  return names;
}

std::vector<std::string> overrides_of(const ConfigSource& source) {
  std::vector<std::string> all;
  if (const std::optional<plugin::Plugin> strategy = strategy_of(source)) {
    all = {"strategy.plugin=" + std::string(strategy->name()), "strategy.params={}"};
  }
  all.insert(all.end(), source.overrides.begin(), source.overrides.end());
  return all;
}

config::RunConfig config_of(const ConfigSource& source) {
  const std::optional<plugin::Plugin> strategy = strategy_of(source);
  const std::vector<std::string> overrides = overrides_of(source);
  config::ConfigDraft draft =
      source.text ? config::draft_config(*source.text, source.file.string(), overrides)
                  : config::draft_config(source.file, overrides);
  if (!draft.faults.empty()) {
    std::ranges::move(
        plugin_faults(draft.config, source.plugin_folders, strategy ? &*strategy : nullptr),
        std::back_inserter(draft.faults));
    core::throw_if_any(std::move(draft.faults));
  }
  return std::move(draft.config);
}

RunPlan run_plan_of(const config::RunConfig& config, const ConfigSource& source) {
  const std::optional<plugin::Plugin> strategy = strategy_of(source);
  return make_run_plan(config, source.plugin_folders, strategy ? &*strategy : nullptr);
}

Plan plan_of(config::RunConfig config, const ConfigSource& source) {
  return made_plan(std::move(config), source, std::chrono::steady_clock::now());
}

int threads_of(int asked, const config::RunConfig& config) {
  const int stated = asked > 0 ? asked : config.run.threads;
  return stated > 0 ? stated : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace barometer::backtest
