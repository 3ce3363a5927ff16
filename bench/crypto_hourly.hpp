// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/run.hpp>
#include <cstdlib>
#include <filesystem>

#include "backtest/result_state.hpp"

// A finished run of configs/crypto_hourly.yaml: 365,000 bars of ten coins with every dimension of
// its tags.

namespace barometer {

inline const char* environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

inline backtest::Result crypto_hourly() {
  const backtest::Plan plan =
      backtest::Plan::load({.file = BAROMETER_CONFIGS "/crypto_hourly.yaml",
                            .plugin_folders = {environment("BAROMETER_PLUGIN_PATH")}});
  const backtest::Market market = backtest::Market::load(plan);
  return backtest::run(plan, market, backtest::Tags::compute_all(plan, market));
}

inline bool has_market_data() {
  return std::filesystem::is_directory(environment("BAROMETER_DATA"));
}

}  // namespace barometer
