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

// As regime/label_tagger.hpp calls the tagger of a column.
std::string name_of(const config::RegimeConfig& regime) {
  return regime.column ? "labels" : regime.plugin;
}

// The config with this tagger alone; what reads tags of others goes.
ProfileSubject tagger_subject(const std::string& plugin, config::RunConfig& config) {
  std::erase_if(config.regime, [&](const config::RegimeConfig& r) { return name_of(r) != plugin; });
  config.strategy.when.clear();
  config.output.regimes.clear();
  config.output.regimes_at.clear();
  return {ProfileSubject::Kind::tagger, latency::Stage::tag, "plug-in " + plugin};
}

ProfileSubject plugin_subject(const std::string& plugin, config::RunConfig& config) {
  std::vector<std::string> known{config.strategy.plugin};
  for (const config::RegimeConfig& regime : config.regime) {
    known.push_back(name_of(regime));
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

PlannedCase plan_case(const CaseOptions& options) {
  config::RunConfig config = backtest::config_of(options.source);
  backtest::require_strategy(config);
  config.latency = {};
  ProfileSubject subject = profile_subject(options.stage, options.plugin, config);
  backtest::RunPlan plan = backtest::run_plan_of(config, options.source);
  return {std::move(config), std::move(subject), std::move(plan)};
}

ProfileCase load_case(const CaseOptions& options) {
  PlannedCase planned = plan_case(options);
  const int threads = backtest::threads_of(options.threads, planned.config);
  data::MarketData market = data::load_market(planned.config.data, threads, {}, options.stop);
  backtest::check_market(planned.config, market);
  return {std::move(planned), threads, std::move(market), options.stop};
}

}  // namespace barometer::profiler
