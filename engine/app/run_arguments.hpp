// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/plan.hpp>
#include <filesystem>
#include <optional>

namespace barometer::app {

// What the commands that read a config have in common.
struct RunArguments {
  backtest::ConfigSource source;
  int threads = 0;  // 0: run.threads of the config, or all cores
  bool quiet = false;
  std::optional<std::filesystem::path> out;  // `run`: the run folder itself
  bool verbose = false;                      // `run`: the whole summary, not its headline alone
  bool log = false;                          // `run`: print the strategy's log
  bool record = true;                        // `run`: adds a row to the run store
};

}  // namespace barometer::app
