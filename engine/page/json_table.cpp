// SPDX-License-Identifier: Apache-2.0
#include "page/json_table.hpp"

#include <fmt/format.h>

#include "page/html.hpp"

namespace barometer::page {

namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& value) {
  if (value.is_number_float()) {
    return fmt::format("{:.6g}", value.get<double>());
  }
  return value.is_null() ? "n/a" : value.is_string() ? value.get<std::string>() : value.dump();
}

void add_rows(const Json& json, const std::string& path, HtmlTable& table) {
  if (json.is_array()) {
    return;
  }
  if (!json.is_object()) {
    table.row({{path}, {text_of(json), "", path}});
    return;
  }
  for (const auto& [key, value] : json.items()) {
    add_rows(value, path + "." + key, table);
  }
}

}  // namespace

std::string json_table(std::string_view caption, const Json& json,
                       std::initializer_list<std::string_view> members) {
  HtmlTable table(caption, {"key", "value"});
  for (const std::string_view member : members) {
    const std::string key(member);
    add_rows(json.at(key), key, table);
  }
  return unfolded(caption, table.html());
}

}  // namespace barometer::page
