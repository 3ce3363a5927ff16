// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/describe.hpp"

namespace barometer::config {

// JSON schema (draft 2020-12) of a run's YAML, from the tables that read it (schema.hpp), for
// either source of data. docs/config.schema.json is this with the descriptions of docs/config.md.
ConfigItem config_schema();

// Every key path that a config may have, "data.bar" and "regime.params" among them, groups before
// their keys; names that the user makes up are left out.
std::vector<std::string> config_keys();

}  // namespace barometer::config
