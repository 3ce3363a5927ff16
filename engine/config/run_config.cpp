// SPDX-License-Identifier: Apache-2.0
#include "config/run_config.hpp"

#include <fmt/format.h>

namespace barometer {

std::string to_string(const std::string& file, Location at) {
  return at.line == 0 ? "--set" : fmt::format("{}:{}:{}", file, at.line, at.column);
}

bool is_coarser(Duration on, Duration bar) {
  const bool whole = on == kWeek || (on > 0 && on <= kDay && kDay % on == 0);
  return whole && on > bar && on % bar == 0;
}

}  // namespace barometer
