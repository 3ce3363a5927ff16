// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/split_ratio.hpp"

namespace barometer::data {

// Who looks at bars speaks of splits.
using calendar::SplitRatio;

}  // namespace barometer::data
