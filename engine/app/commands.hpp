// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "app/pipeline.hpp"
#include "core/error.hpp"

// What each subcommand does once its arguments are read. `run` is run_pipeline().

namespace barometer {

// Config, plug-ins and data, without a run; prints the data report.
ExitCode check_command(const RunOptions& options);

// Writes every dimension of every bar as CSV.
ExitCode tag_command(const RunOptions& options, const std::filesystem::path& file);

// Lists what is found where.
ExitCode plugins_command();

// Whether tags, orders and fills know anything of the future; prints what was compared.
ExitCode causality_command(const RunOptions& options);

}  // namespace barometer
