// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/run_record.hpp"

namespace barometer::report {

// latency.svg: above, the time per bar over the run with its warm-up shaded and its budgets; below,
// one histogram per stage on a common logarithmic axis. REQUIRES: the run was metered.
std::string latency_chart(const analysis::RunRecord& record);

}  // namespace barometer::report
