// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "report/style.hpp"
#include "study/run_store_reader.hpp"

namespace barometer::app {

// Runs and studies, the newest first, a line of at most 80 columns each.
std::string render_runs(const study::RunStoreReader& store, const std::filesystem::path& file,
                        const report::Style& style);

// Everything of one row; numbers as they are stored.
std::string render_run(const study::RunStoreReader& store, const study::StoredRun& run,
                       const report::Style& style);

// Everything of one study, with its best trials.
std::string render_study(const study::RunStoreReader& store, const study::StoredStudy& study,
                         const report::Style& style);

}  // namespace barometer::app
