// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "backtest/backtest.hpp"
#include "core/workers.hpp"
#include "latency/stage_probe.hpp"
#include "profile/process_report.hpp"
#include "profiler/case.hpp"
#include "profiler/replay_time.hpp"

namespace barometer::profiler {

// Replays one case again and again. What it is given outlives it.
class Replayer {
 public:
  Replayer(const ProfileCase& subject, core::Workers& workers, latency::ClockFacts clock);

  ReplayTime replay();

  // Cold steps of a replay: the first step, and those in which a symbol has its first bar, as long
  // as they hold no more than a tenth of the bars; else the first step alone. 0 where tagging ahead
  // is measured, which has no steps.
  std::int64_t cold_steps() const;

  // Times of the steps that are not cold since the last call; empty where tagging ahead is
  // measured, which has no steps.
  latency::BarHistogram take_steps();

  double cold_step_ns() const { return cold_step_ns_; }

  // Clock reads of the probe a step that are inside what replay() tells: both in a whole run, the
  // one that ends it in a stage, none where tagging ahead is measured.
  int probe_reads() const;

  // What the last replay did.
  profile::Executed executed() const;

 private:
  ReplayTime replay_run();
  ReplayTime replay_tagger();
  void choose_cold_steps();
  bool amortised() const;

  const ProfileCase& case_;
  core::Workers& workers_;
  std::vector<regime::BarSource> sources_;
  latency::StageProbe probe_;
  double cold_step_ns_ = 0;
  std::int64_t bars_ = 0;
  std::optional<backtest::BacktestResult> last_run_;
  std::optional<regime::TagView> last_tags_;  // of a tagger alone
};

}  // namespace barometer::profiler
