// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

#include "report/row_writer.hpp"
#include "study/run_store_reader.hpp"

namespace barometer::app {

// Every row of the store, those of studies and forgotten ones included, as the rows of a table with
// a column a metric. Returns how many there are.
std::int64_t write_runs(const study::RunStoreReader& store, report::RowWriter& writer);

// Writes every row of the store to a file that must not exist: write_runs() as CSV, or, where its
// name ends in .json, a JSON list. Returns the
// rows. Throws Error{bad_input} for another ending, Error{write_failed} where it cannot be written.
std::int64_t export_runs(const study::RunStoreReader& store, const std::filesystem::path& file);

}  // namespace barometer::app
