// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

// What tests read of a page of a run.

namespace barometer_test {

// The text behind `begin` up to `end`, from `from` on; empty where there is none.
inline std::string text_between(const std::string& text, const std::string& begin,
                                const std::string& end, std::size_t from = 0) {
  const std::size_t at = text.find(begin, from);
  const std::size_t first = at + begin.size();
  return at == std::string::npos ? "" : text.substr(first, text.find(end, first) - first);
}

// The parts of a page as HTML, heading and all, by their ids.
inline std::map<std::string, std::string> parts_of(const std::string& page) {
  const std::string begin = "<section id=\"";
  std::map<std::string, std::string> parts;
  for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at + 1)) {
    parts[text_between(page, begin, "\"", at)] = text_between(page, begin, "</section>", at);
  }
  return parts;
}

inline nlohmann::json data_of(const std::string& page) {
  return nlohmann::json::parse(text_between(page, "id=\"data\">", "</script>"));
}

}  // namespace barometer_test
