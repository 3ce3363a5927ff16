// SPDX-License-Identifier: Apache-2.0
#include "page/json_string.hpp"

#include <nlohmann/json.hpp>

#include "core/safe_text.hpp"

namespace barometer::page {

std::string without_markup(std::string json) {
  for (std::size_t at = json.find('<'); at != std::string::npos; at = json.find('<', at)) {
    json.replace(at, 1, "\\u003c");
  }
  return json;
}

std::string json_string(std::string_view text) {
  return without_markup(nlohmann::json(core::printable(text)).dump());
}

}  // namespace barometer::page
