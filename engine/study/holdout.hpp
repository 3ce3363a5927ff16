// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

#include "analysis/study_evidence.hpp"
#include "study/study.hpp"

namespace barometer::study {

// Runs the study's best trial on its holdout and writes the row, unless the store has it already.
// Also says how often that part of these data was opened before, by any study. REQUIRES: the study
// has a holdout. Throws as the store.
analysis::HoldoutResult open_holdout(Study& study, const std::filesystem::path& store,
                                     std::int64_t id, std::uint64_t best);

}  // namespace barometer::study
