// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "profile/steady_side.hpp"
#include "profile/timings.hpp"

namespace barometer::profile {

// One sentence: how many processes of a side have no steady state for which reason. REQUIRES: one
// has none.
std::string why_unsettled(const Replicates& side, const SteadySide& found);

}  // namespace barometer::profile
