// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <span>
#include <string>
#include <vector>

namespace barometer::regime {

// Everything that is wrong with what a tagger declares that it writes.
std::vector<std::string> dimension_faults(std::span<const bm_dimension> dimensions);

}  // namespace barometer::regime
