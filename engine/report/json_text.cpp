// SPDX-License-Identifier: Apache-2.0
#include "report/json_text.hpp"

#include <fmt/format.h>

#include <cstddef>

#include "core/safe_text.hpp"
#include "core/utf8.hpp"

namespace barometer::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kWidth = 120;
constexpr std::size_t kIndent = 2;

std::string on_one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Whether `json` may fit on a line at all: every member takes at least two characters.
bool may_fit(const Json& json) {
  return 2 * json.size() <= kWidth;
}

void write(const Json& json, std::size_t column, std::size_t indent, std::string& text);

// REQUIRES: a list or an object.
void write_members(const Json& json, std::size_t indent, std::string& text) {
  const bool object = json.is_object();
  const std::string margin(indent + kIndent, ' ');
  const char* separator = "\n";
  text += object ? '{' : '[';
  for (const auto& [name, member] : json.items()) {
    const std::string key = object ? on_one_line(Json(name)) + ": " : "";
    text += separator + margin + key;
    write(member, margin.size() + key.size(), indent + kIndent, text);
    separator = ",\n";
  }
  text += "\n" + std::string(indent, ' ') + (object ? '}' : ']');
}

// `column`: where it begins.
void write(const Json& json, std::size_t column, std::size_t indent, std::string& text) {
  if (!json.is_structured() || may_fit(json)) {
    const std::string line = on_one_line(json);
    if (!json.is_structured() || json.empty() || column + line.size() < kWidth) {
      text += line;
      return;
    }
  }
  write_members(json, indent, text);
}

// Control characters, separators and marks that JSON allows in texts as they are, as \uXXXX.
std::string escaped(const std::string& json) {
  std::string text;
  text.reserve(json.size());
  for (std::size_t i = 0; i < json.size();) {
    const std::size_t length = json[i] == '\n' ? 0 : core::unprintable(json, i);
    if (length == 0) {
      text += json[i++];
      continue;
    }
    const auto point = static_cast<unsigned>(core::character_at(json, i).point);
    text += fmt::format("\\u{:04x}", point);  // none is above U+FFFF
    i += length;
  }
  return text;
}

}  // namespace

std::string to_text(const Json& json) {
  std::string text;
  write(json, 0, 0, text);
  return escaped(text) + "\n";
}

}  // namespace barometer::report
