// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace barometer::stats {

// How far a worth of 1 that changes by these shares, one after another, falls below its highest
// value so far at the most, as a share of that: [0.1, -0.2, -0.5] falls by 0.6. 0 where it never
// falls.
double compounded_fall(std::span<const double> changes);

}  // namespace barometer::stats
