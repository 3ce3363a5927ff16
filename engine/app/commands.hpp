// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/pipeline.hpp"
#include "core/error.hpp"

// What each subcommand does once its arguments are read. `run` is run_pipeline().

namespace barometer::app {

// Config, plug-ins and data, without a run; prints the data report.
ExitCode check_command(const RunOptions& options);

struct TagOptions {
  std::optional<std::filesystem::path> file;  // every dimension of every bar, as CSV
  bool score = false;                         // print how the tags stand against the truth
  std::string dimension;                      // the one to score; empty: the usual one
};

// Tags every bar and writes, scores or both.
ExitCode tag_command(const RunOptions& options, const TagOptions& tag);

// Lists what is found where.
ExitCode plugins_command();

// Whether tags, orders and fills know anything of the future; prints what was compared.
ExitCode causality_command(const RunOptions& options);

}  // namespace barometer::app
