// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/run.hpp>
#include <vector>

#include "analysis/warning.hpp"

namespace barometer::backtest {

// Tags the market ahead as a run of the plan would, and adds what a run would warn of: tags in use
// that are hardly ever known. Without a strategy those count that the config names. Throws as
// Tags::compute() does.
void check_tags(const Plan& plan, const Market& market, std::vector<analysis::Warning>& warnings,
                const Control& control = {});

}  // namespace barometer::backtest
