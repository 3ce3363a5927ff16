// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/condition_config.hpp"
#include "config/location.hpp"
#include "config/raw_param.hpp"

// What `strategy:` says. Every value is in the unit that its name says; every default is written
// here and nowhere else.

namespace barometer::config {

struct StrategyConfig {
  std::string plugin;
  Location plugin_at;
  std::vector<RawParam> params;
  std::vector<ConditionConfig> when;
};

}  // namespace barometer::config
