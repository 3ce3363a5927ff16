// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sniffer/findings.hpp"
#include "sniffer/sniff.hpp"

namespace barometer {

// One text as a file of this name.
inline sniffer::SniffedFiles one_file(const std::string& path, std::string_view text) {
  return {.paths = {path}, .members = {}, .member = {}, .texts = {{.path = path, .text = text}}};
}

// The value of a key; "?" where it is an open question, empty where it is not said.
inline std::string value_of(const sniffer::Findings& findings, std::string_view key) {
  const sniffer::ConfigLine* const line = findings.line(key);
  return line == nullptr ? "" : line->value.empty() ? "?" : line->value;
}

inline std::string open_keys(const sniffer::Findings& findings) {
  std::string keys;
  for (const sniffer::OpenQuestion& question : findings.questions) {
    keys += (keys.empty() ? "" : " ") + question.key;
  }
  return keys;
}

}  // namespace barometer
