// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/exit_code.hpp"
#include "app/run_arguments.hpp"

namespace barometer::app {

// Checks whether tags, orders and fills know anything of the future; prints what was compared.
ExitCode causality_command(const RunArguments& arguments);

}  // namespace barometer::app
