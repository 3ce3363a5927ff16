// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>

#include "study/run_store_rows.hpp"

// What a person changes in a store that is there. Everything is on the disk on return. Throws
// Error{write_failed} or Error{bad_input} as RunStore does.

namespace barometer::study {

// Adds a note to a row. False where there is no such row.
bool add_note(const std::filesystem::path& file, std::int64_t run, std::string_view text);

// Takes everything of a row but what counts it as a trial: identity, variant and period. A row that
// is not done goes wholly. False where there is no such row.
bool forget_run(const std::filesystem::path& file, std::int64_t run);

// The same of all rows of a study, and of what the study itself says but its name. False where
// there is no such study.
bool forget_study(const std::filesystem::path& file, std::int64_t study);

// Keeps the returns of rows that are there, in place of what was kept of them. Throws as RunStore.
void keep_returns(const std::filesystem::path& file,
                  std::span<const std::pair<std::int64_t, RowReturns>> by_run);

}  // namespace barometer::study
