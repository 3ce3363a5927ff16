// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::config {

// Line and column count from 1; both are 0 for what came from --set or from a default.
struct Location {
  int line = 0;
  int column = 0;
};

// Where a value was written, for messages: "configs/a.yaml:12:7", or "--set" without a line.
std::string to_string(const std::string& file, Location at);

}  // namespace barometer::config
