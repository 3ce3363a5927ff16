// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/compare_curves.hpp"

namespace barometer::app {

// Equity of both runs and their difference with its band as HTML, and the table behind them: ends
// of months, the latest 600. REQUIRES: the curves are not empty.
std::string compare_pictures(const CompareCurves& curves);

}  // namespace barometer::app
