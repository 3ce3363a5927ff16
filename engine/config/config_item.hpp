// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

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

}  // namespace barometer::config
