// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/run_record.hpp"

namespace barometer::report {

// One SVG without scripts: the account's equity over the run, and beneath it the drawdown from its
// highest point so far. Of a run without a step nothing but the headline.
std::string draw_equity(const analysis::RunRecord& record, const std::string& title);

}  // namespace barometer::report
