// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/metric_table.hpp"

namespace barometer::report {

// The value as people read it, by the metric's unit: "+34.2 %", "1.23", "2024-05-01". Undefined is
// "n/a", of a time or a length nothing at all; what has not come yet is "not yet",
// and what lacks data "60 of 100 returns".
std::string metric_text(const analysis::MetricValue& value, analysis::MetricUnit unit);

}  // namespace barometer::report
