// SPDX-License-Identifier: Apache-2.0
#include "config/run_config.hpp"

#include <fmt/format.h>

namespace barometer::config {

std::string to_string(const std::string& file, Location at) {
  return at.line == 0 ? "--set" : fmt::format("{}:{}:{}", file, at.line, at.column);
}

bool is_coarser(core::Duration on, core::Duration bar) {
  const bool whole = on == core::kWeek || (on > 0 && on <= core::kDay && core::kDay % on == 0);
  return whole && on > bar && on % bar == 0;
}

}  // namespace barometer::config
