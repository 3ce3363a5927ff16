// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>

#include "app/engine_run.hpp"
#include "app/profile_case.hpp"
#include "core/workers.hpp"
#include "data/bars.hpp"
#include "latency/stage_probe.hpp"
#include "profile/process_report.hpp"

namespace barometer {

// Replays one case again and again. What it is given outlives it.
class Replayer {
 public:
  Replayer(const ProfileCase& subject, Workers& workers, ClockFacts clock);

  // One replay; returns nanoseconds of what is measured.
  double replay();

  // Of the steps since it was last called; empty where tagging ahead is measured, which has none.
  BarHistogram take_steps();

  double cold_step_ns() const { return cold_step_ns_; }

  // Clock reads of the probe a step that are inside what replay() returns: both in a whole run, the
  // one that ends it in a stage, none where tagging ahead is measured.
  int probe_reads() const;

  std::int64_t bars() const { return bars_; }

  // What the last replay did.
  Executed executed() const;

 private:
  double replay_run();
  double replay_tagger();
  bool amortised() const;

  const ProfileCase& case_;
  Workers& workers_;
  std::vector<BarSource> sources_;
  StageProbe probe_;
  double cold_step_ns_ = 0;
  std::int64_t bars_ = 0;
  std::optional<EngineRun> last_run_;
  std::optional<TagTable> last_tags_;  // of a tagger alone
};

}  // namespace barometer
