// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <barometer/backtest/api/plan.hpp>
#include <string>

namespace barometer::profiler {

inline constexpr std::atomic<bool> kNeverStopped{false};

// What is to be measured.
struct CaseOptions {
  backtest::ConfigSource source;
  int threads = 0;     // 0: run.threads of the config, or all cores
  std::string stage;   // one stage of the step loop; empty: the whole run
  std::string plugin;  // one plug-in alone
  const std::atomic<bool>* stop = &kNeverStopped;  // once true, the measuring ends soon afterwards
};

}  // namespace barometer::profiler
