// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/run.hpp>
#include <vector>

#include "analysis/observation.hpp"
#include "analysis/warning.hpp"

namespace barometer::backtest {

// What tags say about bars that are too few for them.
struct TagFindings {
  std::vector<analysis::Warning> warnings;          // as a run has them
  std::vector<analysis::Observation> observations;  // of each symbol: tags that it never knows
};

// Tags the market ahead as a run of the plan would, and says which tags in use are hardly ever
// known. Without a strategy those count that the config names. Throws as Tags::compute() does.
TagFindings check_tags(const Plan& plan, const Market& market, const Control& control = {});

}  // namespace barometer::backtest
