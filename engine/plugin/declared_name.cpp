// SPDX-License-Identifier: Apache-2.0
#include "plugin/declared_name.hpp"

#include <algorithm>

namespace barometer::plugin {

namespace {

constexpr std::size_t kLongest = 64;

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

bool may_follow(char c) {
  return is_lower(c) || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

bool is_snake_case(std::string_view name) {
  return !name.empty() && name.size() <= kLongest && is_lower(name.front()) &&
         std::all_of(name.begin(), name.end(), may_follow);
}

bool is_dotted_name(std::string_view name) {
  const std::size_t dot = name.find('.');
  return is_snake_case(name.substr(0, dot)) &&
         (dot == std::string_view::npos || is_dotted_name(name.substr(dot + 1)));
}

}  // namespace barometer::plugin
