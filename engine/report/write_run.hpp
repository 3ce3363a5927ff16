// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "analysis/run_analysis.hpp"
#include "report/run_folder.hpp"

namespace barometer::report {

// Writes the run folder that docs/run_folder.md describes: whole or not at all (run_folder.hpp
// says how it fails).
void write_run(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
               const std::filesystem::path& folder, Cancelled cancelled = {});

// The same with an analysis of its own, which it returns for the terminal.
analysis::RunAnalysis write_run(const analysis::RunRecord& record,
                                const std::filesystem::path& folder, Cancelled cancelled = {});

}  // namespace barometer::report
