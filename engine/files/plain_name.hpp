// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>

namespace barometer::files {

// A symbol is one part of a path and nothing that a path or a terminal would interpret.
inline bool is_plain_name(std::string_view symbol) {
  const auto harmless = [](unsigned char c) {
    return c >= ' ' && c != '/' && c != '\\' && c != 127;
  };
  return !symbol.empty() && symbol.front() != '.' && std::ranges::all_of(symbol, harmless);
}

}  // namespace barometer::files
