// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/result.hpp>
#include <filesystem>
#include <vector>

#include "report/write_run.hpp"

namespace barometer::app {

// What the folder of a run has besides the report's own files. `result` outlives them.
std::vector<report::AddedFile> run_files(const backtest::Result& result);

// Where the run's config says that its folder and the run store are.
std::filesystem::path store_folder_of(const backtest::Result& result);

}  // namespace barometer::app
