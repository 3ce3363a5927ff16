// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/assembly.hpp"
#include "config/run_config.hpp"
#include "core/error.hpp"
#include "data/bars.hpp"

namespace barometer {

// What the command line adds to a config.
struct RunOptions {
  std::filesystem::path config;
  std::vector<std::string> overrides;  // --set key.path=value
  std::optional<std::filesystem::path> out;
  std::optional<int> threads;
  bool quiet = false;
};

// Throws Error{bad_input} with every fault of the config, and those of its plug-ins beside them.
RunConfig config_of(const RunOptions& options);

// Threads to use: --threads, else run.threads, else all cores.
int threads_of(const RunOptions& options, const RunConfig& config);

MarketData load_with_progress(const RunConfig& config, int threads, bool quiet);

// The whole way of a run, from YAML to run folder; prints the summary unless quiet.
ExitCode run_pipeline(const RunOptions& options);

}  // namespace barometer
