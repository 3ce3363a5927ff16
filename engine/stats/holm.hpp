// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace barometer::stats {

// Holm (1979): p-values adjusted so that the chance of any false rejection in the family is at most
// the level that they are compared with. `p` is the whole family, fixed before any p was known.
std::vector<double> holm_adjusted(std::span<const double> p);

}  // namespace barometer::stats
