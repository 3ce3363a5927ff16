// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_fold.hpp>

#include <functional>

namespace barometer {

// Sum of the last n values; relative error at most n rounding errors of the values in the window.
// A NaN spoils the window that holds it and leaves with it.
using RollingSum = RollingFold<PlainFold<std::plus<double>>>;

}  // namespace barometer
