// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

namespace barometer::config {

// Line and column count from 1; both are 0 for what came from --set or from a default.
struct Location {
  int line = 0;
  int column = 0;
  std::shared_ptr<const std::string> set = {};  // "--set key.path=value" of what came from one
};

// Where a value was written, for messages: "configs/a.yaml:12:7", or the whole of its --set.
std::string to_string(const std::string& file, const Location& at);

}  // namespace barometer::config
