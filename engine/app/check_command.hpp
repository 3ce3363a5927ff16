// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/exit_code.hpp"
#include "app/run_arguments.hpp"

namespace barometer::app {

// Reads config, plug-ins and data without a run; prints the data report and what to look at unless
// quiet, or with `json` one document of all of it on standard output, of faults too, which are
// thrown as ever.
ExitCode check_command(const RunArguments& arguments, bool json);

}  // namespace barometer::app
