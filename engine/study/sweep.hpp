// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "backtest/api/control.hpp"
#include "study/run_store_rows.hpp"
#include "study/trial_engine.hpp"
#include "study/trial_list.hpp"

namespace barometer::study {

// How far a sweep is.
struct SweepProgress {
  std::uint64_t done = 0;   // trials, failed ones and those that were there before too
  std::uint64_t total = 0;  // trials
  std::uint64_t failed = 0;
  std::uint64_t recalled = 0;       // that the store knew from another study or run
  std::optional<double> best = {};  // objective so far
};

// What happens to the rows of a sweep.
struct SweepSink {
  // Takes a finished trial. Called from any thread, never from two at once.
  std::function<void(RunRow&& row)> take;

  // How far it is, after some trials. As `take`.
  std::function<void(const SweepProgress& progress)> progress = {};
};

// Runs those trials of the list that `done` does not have, on as many threads as the control says,
// and hands each row over within milliseconds of its end: the same rows for any number of threads,
// in another order. `done` is ascending. Returns how far it came; a control that stops ends it
// early without an error, every trial that was taken being whole.
SweepProgress sweep(const TrialList& trials, TrialEngine& engine, const TrialSet& set,
                    std::span<const std::uint64_t> done, bool maximise, const SweepSink& sink,
                    const backtest::Control& control);

}  // namespace barometer::study
