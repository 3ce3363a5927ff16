// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/location.hpp"

namespace barometer::config {

// One value of a YAML document, and its key where its parent is a group. Scalars stay text.
struct YamlNode {
  enum class Kind { nothing, scalar, list, group };

  Kind kind = Kind::nothing;
  std::string key;
  Location key_at;
  std::string text;
  bool quoted = false;
  Location at;              // of the key where there is no value
  std::string_view source;  // file name, or "--set key=value"; owned by who called parse_yaml
  std::vector<YamlNode> children;  // in the order of the document; keys are unique
};

// "file:line:column" of the value or of its key; the override itself for what came from one.
std::string where(const YamlNode& node);
std::string key_where(const YamlNode& node);

// "'text'", "'5' in quotes", "a list", "an empty list", "a group of keys", "nothing".
std::string found(const YamlNode& node);

// Whether quotes make text of what would be a number or a boolean without them.
bool quotes_matter(const YamlNode& node);

// Whether it is written {text}, which YAML takes for a key without a value; and what to say then,
// "" otherwise.
bool is_text_in_braces(const YamlNode& node);
std::string quotes_for_braces(const YamlNode& node);

// The child with this key, or nullptr.
const YamlNode* child(const YamlNode& group, std::string_view key);

// "source:line:column", or the source alone where there is no line.
std::string position(std::string_view source, Location at);

}  // namespace barometer::config
