// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/run.hpp>
#include <optional>
#include <string>
#include <vector>

#include "support/thrown_by.hpp"

namespace barometer_test {

// Three synthetic symbols, 1500 hours, the shipped tagger and a strategy that reads its tags.
inline constexpr const char* kSmallConfig =
    "data:\n"
    "  source: synthetic\n"
    "  synthetic: {symbols: 3, bars: 1500, seed: 5}\n"
    "regime: {plugin: regime, params: {preset: crypto}}\n"
    "strategy:\n"
    "  plugin: regime_momentum\n"
    "  params: {lookback: 24}\n"
    "broker: {cash: 100000, commission: 10bps}\n";

// Of kSmallConfig with these overrides and the plug-ins of this build.
inline barometer::backtest::Plan small_plan(std::vector<std::string> overrides = {}) {
  return barometer::backtest::Plan::parse(
      kSmallConfig, {.file = "small.yaml",
                     .overrides = std::move(overrides),
                     .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/plugins"}});
}

inline const std::string kOtherStrategy =
    "strategy={plugin: sma_cross, params: {fast: 5, slow: 20}}";

}  // namespace barometer_test
