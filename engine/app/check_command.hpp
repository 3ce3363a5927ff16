// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/exit_code.hpp"
#include "app/run_arguments.hpp"

namespace barometer::app {

// Reads config, plug-ins and data without a run; prints the data report unless quiet.
ExitCode check_command(const RunArguments& arguments);

}  // namespace barometer::app
