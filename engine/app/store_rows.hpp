// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "study/run_store_reader.hpp"

namespace barometer::app {

// The store, which somebody wants to read. Throws Error{bad_input} where there is none.
study::RunStoreReader opened_store(const std::filesystem::path& file);

// The row that `id` means: its number, or how its fingerprint or the name of its run folder begins.
// Throws Error{bad_input} where there is none, or more than one.
study::StoredRun row_named(const study::RunStoreReader& store, const std::string& id);

// 3 of "study-3"; 0 where it is no such word.
std::int64_t study_number(const std::string& id);

}  // namespace barometer::app
