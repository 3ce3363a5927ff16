// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

// What tests ask of words that were printed.

namespace barometer_test {

inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

inline bool any_contains(const std::vector<std::string>& texts, std::string_view part) {
  return std::any_of(texts.begin(), texts.end(),
                     [part](const std::string& text) { return contains(text, part); });
}

// Words of a page whose sentences go on from line to line, one blank apart.
inline std::string in_one_line(std::string_view page) {
  std::string text;
  for (const char c : page) {
    const bool blank = c == ' ' || c == '\n';
    if (!blank || (!text.empty() && text.back() != ' ')) {
      text += blank ? ' ' : c;
    }
  }
  return text;
}

}  // namespace barometer_test
