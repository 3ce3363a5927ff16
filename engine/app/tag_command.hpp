// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/exit_code.hpp"
#include "app/run_arguments.hpp"

namespace barometer::app {

struct TagOptions {
  std::optional<std::filesystem::path> file;  // CSV of every dimension of every bar
  bool score = false;                         // compare the tags with the true regimes
  std::string dimension;                      // the one to score; empty: as score_tags() chooses
};

// Tags every bar and writes the tags, scores them or both.
ExitCode tag_command(const RunArguments& arguments, const TagOptions& options);

}  // namespace barometer::app
