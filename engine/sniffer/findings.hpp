// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace barometer::sniffer {

// A key of the config with the value that it gets, as YAML has it, and what was seen that says so.
struct ConfigLine {
  std::string key;    // "data.time.zone"
  std::string value;  // empty: an open question
  std::string why;    // empty: nothing to say
};

// One way to read what the files do not say.
struct Answer {
  std::string value;  // as YAML has it
  std::string why;
};

struct OpenQuestion {
  std::string key;
  std::string asks;             // a sentence
  std::vector<Answer> answers;  // at least two
};

// What files say about how they are to be read, and what they do not.
struct Findings {
  std::vector<ConfigLine> lines;        // in the order of the config
  std::vector<OpenQuestion> questions;  // of each key a line without a value
  std::vector<std::string> notes;       // what the reader of the config should know
  std::vector<std::string> assumed;     // what no file shows and its kind makes likely
  std::string symbol;                   // the first one

  const ConfigLine* line(std::string_view key) const;
  void add(std::string key, std::string value, std::string why = {});
  void ask(OpenQuestion question);
};

// The same with a question answered; `value` may be none of its answers.
Findings answered(Findings findings, const std::string& key, const std::string& value,
                  const std::string& why);

// A text as a YAML value: in quotes where it would be something else without.
std::string yaml_value(std::string_view text);

}  // namespace barometer::sniffer
