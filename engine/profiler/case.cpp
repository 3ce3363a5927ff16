// SPDX-License-Identifier: Apache-2.0
#include "profiler/case.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "backtest/backtest.hpp"
#include "backtest/plan_state.hpp"
#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"

namespace barometer::profiler {

namespace {

ProfileSubject stage_subject(latency::Stage stage) {
  const auto name = std::string(latency::kStageNames[static_cast<std::size_t>(stage)]);
  return {ProfileSubject::Kind::stage, stage, "stage " + name};
}

// The config with this tagger alone; what reads tags of others goes.
ProfileSubject tagger_subject(const std::string& plugin, config::RunConfig& config) {
  std::erase_if(config.regime, [&](const config::RegimeConfig& r) { return r.plugin != plugin; });
  config.strategy.when.clear();
  config.output.regimes.clear();
  config.output.regimes_at.clear();
  return {ProfileSubject::Kind::tagger, latency::Stage::tag, "plug-in " + plugin};
}

ProfileSubject plugin_subject(const std::string& plugin, config::RunConfig& config) {
  std::vector<std::string> known{config.strategy.plugin};
  for (const config::RegimeConfig& regime : config.regime) {
    known.push_back(regime.plugin);
  }
  if (std::find(known.begin() + 1, known.end(), plugin) != known.end()) {
    return tagger_subject(plugin, config);
  }
  if (plugin == known.front()) {
    config.run.tagging = config::Tagging::ahead;
    return {ProfileSubject::Kind::stage, latency::Stage::strategy, "plug-in " + plugin};
  }
  throw core::Error(core::ErrorKind::bad_input,
                    core::Fault{"--plugin", "the config has no plug-in '" + plugin + "'",
                                core::suggestion(plugin, known)});
}

ProfileSubject profile_subject(const std::string& stage, const std::string& plugin,
                               config::RunConfig& config) {
  if (!plugin.empty()) {
    return plugin_subject(plugin, config);
  }
  if (!stage.empty()) {
    return stage_subject(*latency::stage_named(stage));
  }
  return {ProfileSubject::Kind::whole_run, latency::Stage::step, "whole run"};
}

}  // namespace

ProfileCase load_case(const CaseOptions& options) {
  config::RunConfig config = backtest::config_of(options.source);
  backtest::require_strategy(config);
  config.latency = {};
  ProfileSubject subject = profile_subject(options.stage, options.plugin, config);
  backtest::RunPlan plan = backtest::make_run_plan(config, options.source.plugin_folders);
  const int threads = backtest::threads_of(options.threads, config);
  data::MarketData market = data::load_market(config.data, threads, {}, options.stop);
  backtest::check_market(config, market);
  return {.config = std::move(config),
          .subject = std::move(subject),
          .plan = std::move(plan),
          .threads = threads,
          .market = std::move(market),
          .stop = options.stop};
}

}  // namespace barometer::profiler
