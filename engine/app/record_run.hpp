// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/result.hpp>
#include <filesystem>
#include <string>

namespace barometer::app {

// Adds a finished run to the run store in its config's output.dir. Returns the line that says so,
// "Recorded     run 17 in runs/barometer.db"; where it could not be done, warns on standard error
// and returns nothing: the run itself has succeeded.
std::string record_run(const backtest::Result& result, const std::filesystem::path& run_folder);

// The line in its place where the user did not want it.
std::string not_recorded_line();

}  // namespace barometer::app
