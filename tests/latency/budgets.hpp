// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "config/run_config.hpp"

// Budgets as a config would state them.

namespace barometer {

inline BudgetConfig budget(std::string stage, double quantile, Duration limit) {
  BudgetConfig config;
  config.stage = std::move(stage);
  config.quantile = quantile;
  config.limit = limit;
  return config;
}

inline LatencyConfig full_meter(std::vector<BudgetConfig> budgets = {}) {
  LatencyConfig config;
  config.meter = Meter::full;
  config.budgets = std::move(budgets);
  return config;
}

}  // namespace barometer
