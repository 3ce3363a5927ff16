// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "config/latency_config.hpp"

// Budgets as a config would state them.

namespace barometer {

inline config::BudgetConfig budget(std::string stage, double quantile, core::Duration limit) {
  config::BudgetConfig config;
  config.stage = std::move(stage);
  config.quantile = quantile;
  config.limit = limit;
  return config;
}

inline config::LatencyConfig full_meter(std::vector<config::BudgetConfig> budgets = {}) {
  config::LatencyConfig config;
  config.meter = config::Meter::full;
  config.budgets = std::move(budgets);
  return config;
}

}  // namespace barometer
