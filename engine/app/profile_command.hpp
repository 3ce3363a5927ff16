// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/exit_code.hpp"
#include "profiler/child.hpp"
#include "profiler/options.hpp"

namespace barometer::app {

// Measures or imports times, prints the verdict and returns it as an exit code.
ExitCode profile_command(profiler::ProfileOptions& options);

// One process of a profile, as `profile` starts it.
ExitCode profile_child_command(const profiler::ProfileChildOptions& options);

}  // namespace barometer::app
