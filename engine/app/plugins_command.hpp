// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/exit_code.hpp"
#include "app/run_arguments.hpp"

namespace barometer::app {

// Lists every plug-in that is found, with its file, parameters and dimensions.
ExitCode plugins_command(const RunArguments& arguments);

}  // namespace barometer::app
