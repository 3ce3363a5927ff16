// SPDX-License-Identifier: Apache-2.0
#include "config/location.hpp"

#include <fmt/format.h>

namespace barometer::config {

std::string to_string(const std::string& file, const Location& at) {
  if (at.set != nullptr) {
    return *at.set;
  }
  return at.line == 0 ? "--set" : fmt::format("{}:{}:{}", file, at.line, at.column);
}

}  // namespace barometer::config
