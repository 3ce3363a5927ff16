// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "config/study_config.hpp"

namespace barometer::study {

// The value of each axis in the draw with this number, by the study's seed: `random` draws do not
// depend on each other; `sobol` draws are a Sobol sequence (Joe & Kuo 2008), each axis shifted
// around the end by a number of its own (Cranley & Patterson 1976), which has a seed and stays
// even. REQUIRES: the study draws.
std::vector<config::StudyValue> drawn_values(const config::StudyConfig& study,
                                             std::uint64_t number);

}  // namespace barometer::study
