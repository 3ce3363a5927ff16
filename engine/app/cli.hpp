// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace barometer::app {

// The program: reads arguments, runs one command, prints errors to standard error. Returns the
// process's exit code.
int run_cli(int argc, char** argv);

}  // namespace barometer::app
