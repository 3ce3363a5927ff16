// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/timestamp.hpp"

namespace barometer::config {

// What holding a perpetual costs: longs pay `rate` of the value to shorts at each multiple of
// `every` since 1970 (UTC); a negative rate is paid by shorts.
struct FundingConfig {
  double rate = 0;  // fraction of value
  core::Duration every = 8 * core::kHour;
};

}  // namespace barometer::config
