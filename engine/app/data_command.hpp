// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "app/exit_code.hpp"

namespace barometer::app {

struct DataOptions {
  std::string what;                          // "head", "describe" or "convert"
  std::filesystem::path target;              // a config, or a file of prices
  std::int64_t bars = 5;                     // `head`: from either end
  std::optional<std::filesystem::path> out;  // `convert`: a folder that does not exist
};

// Loads the bars that a config, or a file of prices sniffed as by `init`, describes and prints
// them, describes them, or writes them as plain CSV files with a config that reads them back to the
// same bits.
ExitCode data_command(const DataOptions& options);

}  // namespace barometer::app
