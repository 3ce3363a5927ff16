// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <barometer/backtest/api/market.hpp>

#include "app/interrupt.hpp"
#include "app/progress.hpp"
#include "app/run_arguments.hpp"

namespace barometer::app {

// Calls `work(control)`, which ends soon after an interrupt, under a progress bar where a person
// watches. Returns what `work` returns.
template <class Work>
auto with_progress(const char* label, const RunArguments& arguments, const Work& work) {
  std::atomic<double> done{0};
  backtest::Control control{.threads = arguments.threads, .stop = &interrupted()};
  const bool watched = !arguments.quiet && person_watches();
  if (watched) {
    control.progress = [&done](double share) { done = share; };
  }
  const ProgressBar bar(
      label, [&done] { return done.load(); }, watched);
  return work(control);
}

inline backtest::Market load_with_progress(const backtest::Plan& plan,
                                           const RunArguments& arguments) {
  return with_progress("loading", arguments, [&plan](const backtest::Control& control) {
    return backtest::Market::load(plan, control);
  });
}

}  // namespace barometer::app
