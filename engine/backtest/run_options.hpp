// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/run_config.hpp"

namespace barometer::backtest {

inline constexpr std::atomic<bool> kNeverStopped{false};

// What a caller adds to a config file.
struct RunOptions {
  std::filesystem::path config;
  std::vector<std::string> overrides;  // key.path=value
  std::optional<std::filesystem::path> out;
  std::optional<int> threads;
  bool quiet = false;
  const std::atomic<bool>* stop = &kNeverStopped;  // set from outside: the run ends soon after
};

// Throws Error{bad_input} with every fault of the config, and those of its plug-ins beside them.
config::RunConfig config_of(const RunOptions& options);

// Threads to use: the option, else run.threads, else all cores.
int threads_of(const RunOptions& options, const config::RunConfig& config);

}  // namespace barometer::backtest
