// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/data_config.hpp"
#include "config/location.hpp"
#include "config/raw_param.hpp"
#include "core/timestamp.hpp"

// What `regime:` says: taggers side by side. Every value is in the unit that its name says; every
// default is written here and nowhere else.

namespace barometer::config {

// One tagger; several stand side by side.
struct RegimeConfig {
  std::string plugin;  // empty: `column` says the labels
  Location plugin_at;
  std::optional<ColumnRef> column;  // of labels: in the files of the bars, or in `file`
  Location column_at;
  std::optional<std::string> file = {};
  std::vector<std::string> labels = {};  // their order, and which there are; empty: as found
  std::vector<Location> labels_at = {};
  std::string as;  // begins the names of its dimensions: "daily.trend"; empty: plain
  std::optional<core::Duration> on;  // size of the bars that it sees; none: the run's own
  std::string of;                    // the one symbol that it tags for all; empty: each for itself
  Location of_at;
  std::vector<RawParam> params;
};

}  // namespace barometer::config
