// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "app/exit_code.hpp"

namespace barometer::app {

// Prints the text as the program's to standard error; returns the process's exit code.
int report_error(ExitCode code, const std::string& text);

// Carries out a command. What it throws is reported to standard error, and decides the exit code:
// an Error by its kind, no memory or process left as no_resources, anything that nobody expected as
// a defect.
int perform(const std::function<ExitCode()>& action);

}  // namespace barometer::app
