// SPDX-License-Identifier: Apache-2.0
#include "conformance/subject.hpp"

#include <barometer/abi/plugin.h>

#include <algorithm>
#include <utility>

#include "config/load.hpp"
#include "core/error.hpp"
#include "plugin/manifest_check.hpp"
#include "plugin/search.hpp"

namespace barometer::conformance {

namespace {

namespace fs = std::filesystem;

constexpr const char* kShippedTagger = "regime";

fs::path file_of(const std::string& name, std::span<const fs::path> folders) {
  const bool is_path = name.find('/') != std::string::npos || name.ends_with(".so");
  return is_path ? fs::path(name) : plugin::find_plugin(name, "--verify", folders);
}

bool is_installed(const std::string& name, std::span<const fs::path> folders) {
  const auto files = plugin::installed_plugins(folders);
  return std::ranges::any_of(files, [&](const fs::path& file) { return file.stem() == name; });
}

// What a run without a config is: the overrides apply to this, so that they name parameters alone.
std::string yaml_of(const plugin::Plugin& plugin, std::span<const fs::path> folders) {
  const std::string data = "data: {source: synthetic}\n";
  if (plugin.manifest->kind == BM_PLUGIN_REGIME) {
    return data + "regime: {plugin: verified}\n";
  }
  const bool tagged = is_installed(kShippedTagger, folders);
  return data + "strategy: {plugin: verified}\n" + (tagged ? "regime: {plugin: regime}\n" : "");
}

bool names(const std::string& text, const plugin::Plugin& plugin,
           std::span<const fs::path> folders) {
  std::error_code error;
  return !text.empty() &&
         fs::equivalent(plugin::find_plugin(text, "--config", folders), plugin.path, error);
}

[[noreturn]] void throw_not_used(const VerifyRequest& request, const plugin::Plugin& plugin) {
  throw core::Error(core::ErrorKind::bad_input,
                    core::Fault{request.config ? request.config->string() : "--set",
                                "this run does not use " + plugin.path.string(),
                                "name a config that does, or leave --config out"});
}

// Points `named` at the plug-in's file, where it is meant.
config::RunConfig from_overrides(const VerifyRequest& request, const plugin::Plugin& plugin) {
  config::RunConfig config =
      config::parse_config(yaml_of(plugin, request.folders), "--verify", request.overrides);
  const std::string file = plugin.path.string();
  if (plugin.manifest->kind == BM_PLUGIN_STRATEGY) {
    config.strategy.plugin = file;
  } else if (!config.regime.empty()) {
    config.regime.front().plugin = file;
  }
  return config;
}

config::RunConfig from_config(const VerifyRequest& request, const plugin::Plugin& plugin) {
  const config::RunConfig given = config::load_config(*request.config, request.overrides);
  config::RunConfig config;
  config.file = given.file;
  // Of a run of weeks or months it is verified on days, of which the synthetic market has enough.
  config.data.bar = std::min(given.data.run_bar(), core::kDay);
  config.regime = given.regime;
  // Labels of a column are those of the run's own bars.
  std::erase_if(config.regime, [](const config::RegimeConfig& entry) { return !!entry.column; });
  for (config::RegimeConfig& entry : config.regime) {
    entry.of = entry.of.empty() ? "" : "SYN01";  // the bench has symbols of its own
  }
  if (plugin.manifest->kind == BM_PLUGIN_STRATEGY) {
    if (!names(given.strategy.plugin, plugin, request.folders)) {
      throw_not_used(request, plugin);
    }
    config.strategy = given.strategy;
    config.strategy.when.clear();
  }
  return config;
}

std::size_t place_of(const VerifyRequest& request, const plugin::Plugin& plugin,
                     const backtest::RunPlan& plan) {
  for (std::size_t t = 0; t < plan.taggers.size(); ++t) {
    if (plan.taggers[t].tagger.plugin().path == plugin.path) {
      return t;
    }
  }
  throw_not_used(request, plugin);
}

}  // namespace

VerifySubject verify_subject(const VerifyRequest& request) {
  VerifySubject subject;
  subject.plugin = plugin::load_plugin(file_of(request.plugin, request.folders));
  subject.config = request.config ? from_config(request, subject.plugin)
                                  : from_overrides(request, subject.plugin);
  subject.config.latency.meter = config::Meter::off;
  subject.plan = backtest::make_run_plan(subject.config, request.folders);
  if (subject.plugin.manifest->kind == BM_PLUGIN_REGIME) {
    subject.tagger = place_of(request, subject.plugin, subject.plan);
  }
  return subject;
}

}  // namespace barometer::conformance
