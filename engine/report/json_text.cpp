// SPDX-License-Identifier: Apache-2.0
#include "report/json_text.hpp"

#include <fmt/format.h>

#include <cstddef>

#include "core/safe_text.hpp"
#include "core/utf8.hpp"

namespace barometer::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kIndent = 2;

std::string on_one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Whether `json` may fit on a line at all: every member takes at least two characters.
bool may_fit(const Json& json, std::size_t width) {
  return 2 * json.size() <= width;
}

// Where a text begins, how far its lines are indented, and how wide they may be.
struct LinePlace {
  std::size_t column = 0;
  std::size_t indent = 0;
  std::size_t width = 0;
};

void write(const Json& json, const LinePlace& place, std::string& text);

// REQUIRES: a list or an object.
void write_members(const Json& json, const LinePlace& place, std::string& text) {
  const bool object = json.is_object();
  const std::string margin(place.indent + kIndent, ' ');
  const char* separator = "\n";
  text += object ? '{' : '[';
  for (const auto& [name, member] : json.items()) {
    const std::string key = object ? on_one_line(Json(name)) + ": " : "";
    text += separator + margin + key;
    write(member,
          {.column = margin.size() + key.size(),
           .indent = place.indent + kIndent,
           .width = place.width},
          text);
    separator = ",\n";
  }
  text += "\n" + std::string(place.indent, ' ') + (object ? '}' : ']');
}

void write(const Json& json, const LinePlace& place, std::string& text) {
  if (!json.is_structured() || may_fit(json, place.width)) {
    const std::string line = on_one_line(json);
    if (!json.is_structured() || json.empty() || place.column + line.size() < place.width) {
      text += line;
      return;
    }
  }
  write_members(json, place, text);
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

std::string to_text(const Json& json, std::size_t columns) {
  std::string text;
  write(json, {.width = columns}, text);
  return escaped(text) + "\n";
}

}  // namespace barometer::report
