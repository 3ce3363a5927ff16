// SPDX-License-Identifier: Apache-2.0
#include "app/profile_case.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/interrupt.hpp"
#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "data/load_market.hpp"

namespace barometer {

namespace {

ProfileSubject stage_subject(Stage stage) {
  const auto name = std::string(kStageNames[static_cast<std::size_t>(stage)]);
  return {ProfileSubject::Kind::stage, stage, "stage " + name};
}

// The config with this tagger alone; what reads tags of others goes.
ProfileSubject tagger_subject(const std::string& plugin, RunConfig& config) {
  std::erase_if(config.regime, [&](const RegimeConfig& r) { return r.plugin != plugin; });
  config.strategy.when.clear();
  config.output.regimes.clear();
  config.output.regimes_at.clear();
  return {ProfileSubject::Kind::tagger, Stage::tag, "plug-in " + plugin};
}

ProfileSubject plugin_subject(const std::string& plugin, RunConfig& config) {
  std::vector<std::string> known{config.strategy.plugin};
  for (const RegimeConfig& regime : config.regime) {
    known.push_back(regime.plugin);
  }
  if (std::find(known.begin() + 1, known.end(), plugin) != known.end()) {
    return tagger_subject(plugin, config);
  }
  if (plugin == known.front()) {
    config.run.tagging = Tagging::ahead;
    return {ProfileSubject::Kind::stage, Stage::strategy, "plug-in " + plugin};
  }
  throw Error(ExitCode::bad_input, Fault{"--plugin", "the config has no plug-in '" + plugin + "'",
                                         suggestion(plugin, known)});
}

ProfileSubject profile_subject(const std::string& stage, const std::string& plugin,
                               RunConfig& config) {
  if (!plugin.empty()) {
    return plugin_subject(plugin, config);
  }
  if (!stage.empty()) {
    return stage_subject(*stage_named(stage));
  }
  return {ProfileSubject::Kind::whole_run, Stage::step, "whole run"};
}

}  // namespace

ProfileCase load_case(const RunOptions& options, const std::string& stage,
                      const std::string& plugin) {
  RunConfig config = config_of(options);
  config.latency = {};
  ProfileSubject subject = profile_subject(stage, plugin, config);
  Assembly assembly = assemble(config);
  const int threads = threads_of(options, config);
  MarketData market = load_market(config.data, threads, {}, &interrupted());
  return {std::move(config), std::move(subject), std::move(assembly), threads, std::move(market)};
}

}  // namespace barometer
