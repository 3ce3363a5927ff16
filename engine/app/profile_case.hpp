// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/assembly.hpp"
#include "app/pipeline.hpp"
#include "config/run_config.hpp"
#include "data/bars.hpp"
#include "latency/report.hpp"

namespace barometer {

// What a profile measures of a config.
struct ProfileSubject {
  enum class Kind {
    whole_run,  // tagging and the step loop
    stage,      // one stage of the step loop
    tagger,     // one regime plug-in alone, bar by bar, all its dimensions, without a run
  };

  Kind kind = Kind::whole_run;
  Stage stage = Stage::step;
  std::string name;  // "whole run", "stage tag", "plug-in regime"
};

// Everything that is loaded before the first replay.
struct ProfileCase {
  RunConfig config;
  ProfileSubject subject;
  Assembly assembly;
  int threads = 1;
  MarketData market;
};

// Reads --stage and --plugin and changes the config to what is measured: it runs unmetered but for
// the profile's probe; a strategy alone is the strategy stage with the tags ahead; a tagger alone
// is the only one of its config. Throws Error{bad_input}, an unknown plug-in with the nearest name.
ProfileCase load_case(const RunOptions& options, const std::string& stage,
                      const std::string& plugin);

}  // namespace barometer
