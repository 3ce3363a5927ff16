// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/observation.hpp"
#include "analysis/warning.hpp"

namespace barometer::report {

// Why the place is one to look at: "7 new units for 1 before would explain it".
std::string why_of(const analysis::Observation& seen, const analysis::ObservedPlace& place);

// What `check` says to look at, in lines of at most 80 columns: kind by kind the warning of that
// kind, or what was counted, and the three worst places of all symbols with time, value and why;
// then the other warnings. "nothing" where there is neither.
std::string render_observations(std::span<const analysis::Observation> observations,
                                std::span<const analysis::Warning> warnings, std::size_t width);

}  // namespace barometer::report
