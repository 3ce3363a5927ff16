// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "app/pipeline.hpp"
#include "core/error.hpp"

namespace barometer::app {

// Prints how the tags of a config behave on its data, and draws them: as `picture`, or else in the
// folder of runs. The dimensions are those of output.regimes, or else every category; the picture
// then leaves out those of the clock.
ExitCode regimes_command(const RunOptions& options,
                         const std::optional<std::filesystem::path>& picture);

}  // namespace barometer::app
