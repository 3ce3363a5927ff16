// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "study/run_store_reader.hpp"

namespace barometer::app {

// Writes every row of the store, those of studies and forgotten ones included, to a file that must
// not exist: CSV with a column a metric, or, where its name ends in .json, a JSON list. Returns the
// rows. Throws Error{bad_input} for another ending, Error{write_failed} where it cannot be written.
std::int64_t export_runs(const study::RunStoreReader& store, const std::filesystem::path& file);

}  // namespace barometer::app
