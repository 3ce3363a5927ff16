// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace barometer::profile {

// `y` with its isolated outliers replaced by their local median. A value is one when it lies
// further than 3 (P90 - P10) from the median of the 50 values around it and both its neighbours do
// not: an interruption of the machine, not a new level. The first value is never one; it is the
// cold start. After the preparation of Barrett et al. 2017 (Krun), with a window that fits 120
// blocks.
std::vector<double> without_outliers(std::span<const double> y);

}  // namespace barometer::profile
