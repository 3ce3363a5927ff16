// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/run_config.hpp"
#include "core/error.hpp"

namespace barometer::study {

// Adds a fault for each value of the axis that is no number: `condition` compares it.
void check_numbers(const config::StudyAxis& axis, const config::StudyCondition& condition,
                   const std::string& file, std::vector<core::Fault>& faults);

// The number that the config has under a key which is no axis; 0 and a fault where there is none.
double number_of_key(const config::RunConfig& config, const std::string& key,
                     const config::StudyCondition& condition, std::vector<core::Fault>& faults);

}  // namespace barometer::study
