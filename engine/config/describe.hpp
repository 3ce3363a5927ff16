// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/config_item.hpp"
#include "config/run_config.hpp"

namespace barometer::config {

// The whole config, defaults included, as a group in the YAML's own order and with its own keys.
// Written out as JSON (or YAML), it is a config that load_config reads into the same values.
ConfigItem describe(const RunConfig& config);

}  // namespace barometer::config
