// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/run_config.hpp"

namespace barometer::config {

// One key of a resolved config with its value in canonical form. `text` is a JSON number for
// `number`, "true" or "false" for `boolean`, any text for `text`; empty for groups and lists, whose
// members are `items` (a list's have no key).
struct ConfigItem {
  enum class Kind { group, list, text, number, boolean };

  std::string key;
  Kind kind = Kind::group;
  std::string text;
  std::vector<ConfigItem> items;
};

// The whole config, defaults included, as a group in the YAML's own order and with its own keys.
// Written out as JSON (or YAML), it is a config that load_config reads into the same values.
ConfigItem describe(const RunConfig& config);

}  // namespace barometer::config
