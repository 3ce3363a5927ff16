// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>

#include "app/assembly.hpp"
#include "app/engine_run.hpp"
#include "core/workers.hpp"
#include "data/bars.hpp"
#include "latency/stage_probe.hpp"
#include "profile/process_report.hpp"

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

// Reads --stage and --plugin, and changes the config to what is measured: a strategy alone is the
// strategy stage with the tags ahead; a tagger alone is the only one of its config. Throws
// Error{bad_input} with the nearest name.
ProfileSubject profile_subject(const std::string& stage, const std::string& plugin,
                               RunConfig& config);

// Replays one window again and again. Everything that it is given outlives it.
class Replayer {
 public:
  Replayer(const ProfileSubject& subject, const RunConfig& config, const Assembly& assembly,
           const MarketData& market, Workers& workers, ClockFacts clock);

  // One replay; returns nanoseconds of what is measured.
  double replay();

  // Of the steps since it was last called; empty where tagging ahead is measured, which has none.
  BarHistogram take_steps();

  double cold_step_ns() const { return cold_step_ns_; }

  std::int64_t bars() const { return bars_; }

  // What the last replay did.
  Executed executed() const;

 private:
  double replay_run();
  double replay_tagger();
  bool amortised() const;

  const ProfileSubject& subject_;
  const RunConfig& config_;
  const Assembly& assembly_;
  const MarketData& market_;
  Workers& workers_;
  std::vector<BarSource> sources_;
  StageProbe probe_;
  double cold_step_ns_ = 0;
  std::int64_t bars_ = 0;
  std::optional<EngineRun> last_run_;
  std::optional<TagTable> last_tags_;  // of a tagger alone
};

}  // namespace barometer
