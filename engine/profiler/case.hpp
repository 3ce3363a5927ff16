// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <string>

#include "backtest/run_plan.hpp"
#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "latency/report.hpp"
#include "profiler/case_options.hpp"

namespace barometer::profiler {

// What a profile measures of a config.
struct ProfileSubject {
  enum class Kind {
    whole_run,  // tagging and the step loop
    stage,      // one stage of the step loop
    tagger,     // one regime plug-in alone, bar by bar, all its dimensions, without a run
  };

  Kind kind = Kind::whole_run;
  latency::Stage stage = latency::Stage::step;
  std::string name;  // "whole run", "stage tag", "plug-in regime"
};

// What is measured, with its plug-ins loaded; no data read yet.
struct PlannedCase {
  config::RunConfig config;
  ProfileSubject subject;
  backtest::RunPlan plan;
};

// Everything that is loaded before the first replay.
struct ProfileCase : PlannedCase {
  int threads = 1;
  data::MarketData market;
  const std::atomic<bool>* stop = &kNeverStopped;
};

// Loads the config and plug-ins that `options` name and changes the config to what is measured: it
// runs unmetered but for the profile's probe; a strategy alone is the strategy stage with the tags
// ahead; a tagger alone is the only one of its config. Throws Error{bad_input}, an unknown plug-in
// with the nearest name.
PlannedCase plan_case(const CaseOptions& options);

// Likewise, with the bars.
ProfileCase load_case(const CaseOptions& options);

}  // namespace barometer::profiler
