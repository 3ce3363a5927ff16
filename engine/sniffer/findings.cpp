// SPDX-License-Identifier: Apache-2.0
#include "sniffer/findings.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace barometer::sniffer {

const ConfigLine* Findings::line(std::string_view key) const {
  const auto found = std::ranges::find(lines, key, &ConfigLine::key);
  return found == lines.end() ? nullptr : &*found;
}

void Findings::add(std::string key, std::string value, std::string why) {
  lines.push_back({std::move(key), std::move(value), std::move(why)});
}

void Findings::ask(OpenQuestion question) {
  lines.push_back({question.key, "", ""});
  questions.push_back(std::move(question));
}

Findings answered(Findings findings, const std::string& key, const std::string& value,
                  const std::string& why) {
  std::erase_if(findings.questions, [&key](const OpenQuestion& each) { return each.key == key; });
  // Each member is a symbol then, and none of them is called as the file is.
  if (key == "data.member" && value.find("{symbol}") != value.npos) {
    std::erase_if(findings.lines,
                  [](const ConfigLine& line) { return line.key == "data.symbols"; });
  }
  for (ConfigLine& line : findings.lines) {
    if (line.key == key) {
      line.value = value;
      line.why = why;
    }
  }
  return findings;
}

std::string yaml_value(std::string_view text) {
  constexpr std::string_view kSafe = "._-/";
  const auto safe = [kSafe](unsigned char c) {
    return std::isalnum(c) != 0 || kSafe.find(static_cast<char>(c)) != kSafe.npos;
  };
  const bool plain = !text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0 &&
                     std::ranges::all_of(text, safe);
  if (plain && text != "true" && text != "false" && text != "null") {
    return std::string(text);
  }
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '\t') {
      quoted += "\\t";
      continue;
    }
    quoted += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
  }
  return quoted + '"';
}

}  // namespace barometer::sniffer
