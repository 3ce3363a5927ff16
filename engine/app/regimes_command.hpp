// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "app/exit_code.hpp"
#include "app/run_arguments.hpp"

namespace barometer::app {

// Prints how the tags of a config behave on its data and draws them into `picture`, or into
// output.dir where there is none. Shown are the dimensions of output.regimes, or every category; in
// the second case the picture leaves out those that follow the clock.
ExitCode regimes_command(const RunArguments& arguments,
                         const std::optional<std::filesystem::path>& picture);

}  // namespace barometer::app
