// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/exit_code.hpp"
#include "app/run_arguments.hpp"

namespace barometer::app {

// Runs a backtest from its YAML to its run folder; prints the summary unless quiet.
ExitCode run_command(const RunArguments& arguments);

}  // namespace barometer::app
