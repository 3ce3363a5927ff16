// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "analysis/study_map.hpp"
#include "study/study.hpp"

// What pictures of a study are drawn from, as its rows in the store have it.

namespace barometer::study {

// Values of an axis of a grid, and draws, that a map has at the most.
inline constexpr std::size_t kMostMapValues = 48;
inline constexpr std::size_t kMostMapDraws = 600;

// The map around the trial `best`, which is on it whatever is left out. Of more values than a map
// has, those of about equal distance; of more draws, every so many. Nothing where no axis has two
// values among the trials that are done.
std::optional<analysis::StudyMap> map_of(const Study& study, const std::filesystem::path& store,
                                         std::int64_t id, std::uint64_t best);

// Over all trials that are done. REQUIRES: a_year > 0, sessions a year.
analysis::StudySpread spread_of(const Study& study, const std::filesystem::path& store,
                                std::int64_t id, double a_year);

}  // namespace barometer::study
