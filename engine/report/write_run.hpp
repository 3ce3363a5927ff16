// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "report/analysis.hpp"
#include "report/run_folder.hpp"

namespace barometer {

// Writes the run folder that docs/run_folder.md describes: whole or not at all (run_folder.hpp
// says how it fails).
void write_run(const RunRecord& record, const RunAnalysis& analysis,
               const std::filesystem::path& folder, Cancelled cancelled = {});

// The same with an analysis of its own, which it returns for the terminal.
RunAnalysis write_run(const RunRecord& record, const std::filesystem::path& folder,
                      Cancelled cancelled = {});

}  // namespace barometer
