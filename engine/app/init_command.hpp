// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "app/exit_code.hpp"

namespace barometer::app {

struct InitOptions {
  std::vector<std::filesystem::path> files;  // and folders
  std::optional<std::filesystem::path> out;  // must not exist; default: the symbol's name
};

// Looks at files of prices and writes a config that reads them, tags them and trades them, each
// line with what was seen. What the files do not say it asks at a terminal; else, or where nobody
// answers, the key is left without a value behind a comment with the answers, and the exit code is
// bad_input. Then the market is loaded by the config, and what is wrong with it is told.
ExitCode init_command(const InitOptions& options);

}  // namespace barometer::app
