// SPDX-License-Identifier: Apache-2.0
#include "config/yaml_node.hpp"

#include <fmt/format.h>

#include "config/plain_text.hpp"
#include "config/scalar.hpp"

namespace barometer::config {

std::string position(std::string_view source, Location at) {
  return at.line == 0 ? std::string(source) : fmt::format("{}:{}:{}", source, at.line, at.column);
}

std::string where(const YamlNode& node) {
  return position(node.source, node.at);
}

std::string key_where(const YamlNode& node) {
  return position(node.source, node.key_at);
}

bool quotes_matter(const YamlNode& node) {
  return node.quoted && (read_number(node.text) || read_boolean(node.text));
}

std::string found(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::nothing:
      return "nothing";
    case YamlNode::Kind::list:
      return node.children.empty() ? "an empty list" : "a list";
    case YamlNode::Kind::group:
      return node.children.empty() ? "an empty group" : "a group of keys";
    case YamlNode::Kind::scalar:
      break;
  }
  return fmt::format("'{}'{}", for_message(node.text), quotes_matter(node) ? " in quotes" : "");
}

bool is_text_in_braces(const YamlNode& node) {
  return node.kind == YamlNode::Kind::group && node.children.size() == 1 &&
         node.children.front().kind == YamlNode::Kind::nothing;
}

std::string quotes_for_braces(const YamlNode& node) {
  return is_text_in_braces(node) ? fmt::format("put text in braces in quotes: \"{{{}}}\"",
                                               for_message(node.children.front().key))
                                 : "";
}

const YamlNode* child(const YamlNode& group, std::string_view key) {
  for (const YamlNode& each : group.children) {
    if (each.key == key) {
      return &each;
    }
  }
  return nullptr;
}

}  // namespace barometer::config
