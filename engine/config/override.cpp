// SPDX-License-Identifier: Apache-2.0
#include "config/override.hpp"

#include <algorithm>
#include <utility>

#include "config/parse_yaml.hpp"
#include "config/plain_text.hpp"

namespace barometer::config {

namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> keys;
  while (true) {
    const std::size_t dot = path.find('.');
    const std::string_view key = path.substr(0, dot);
    if (is_digits(key) && !keys.empty()) {
      keys.back().append(".").append(key);
    } else {
      keys.emplace_back(key);
    }
    if (dot == std::string_view::npos) {
      return keys;
    }
    path.remove_prefix(dot + 1);
  }
}

// Where messages about overrides point: at the override, in no file.
void relocate(YamlNode& node) {
  node.at = node.key_at = {};
  for (YamlNode& each : node.children) {
    relocate(each);
  }
}

std::optional<YamlNode> parse_value(std::string_view text, std::string_view source,
                                    FaultList& faults) {
  if (!text.empty() && std::string_view("[{'\"").find(text.front()) != std::string_view::npos) {
    auto node = parse_yaml(text, source, faults);
    if (node) {
      relocate(*node);
    }
    return node;
  }
  YamlNode node;
  node.kind = text.empty() ? YamlNode::Kind::nothing : YamlNode::Kind::scalar;
  node.text = text;
  node.source = source;
  return node;
}

YamlNode& child_or_new(YamlNode& group, const std::string& key, std::string_view source) {
  const auto found_child = std::find_if(group.children.begin(), group.children.end(),
                                        [&key](const YamlNode& each) { return each.key == key; });
  if (found_child != group.children.end()) {
    return *found_child;
  }
  YamlNode& made = group.children.emplace_back();
  made.key = key;
  made.source = source;
  return made;
}

// The node at `keys`, or nullptr where a value stands in the way.
YamlNode* reach(YamlNode& root, const std::vector<std::string>& keys, std::string_view source) {
  YamlNode* node = &root;
  for (const std::string& key : keys) {
    if (node->kind == YamlNode::Kind::nothing) {
      node->kind = YamlNode::Kind::group;
    }
    if (node->kind != YamlNode::Kind::group) {
      return nullptr;
    }
    node = &child_or_new(*node, key, source);
  }
  return node;
}

}  // namespace

std::string override_source(const std::string& assignment) {
  return "--set " + for_message(assignment);
}

void apply_override(YamlNode& root, const std::string& assignment, const std::string& source,
                    FaultList& faults) {
  const std::size_t equals = assignment.find('=');
  const auto keys = split_path(std::string_view(assignment).substr(0, equals));
  const bool named =
      std::none_of(keys.begin(), keys.end(), [](const auto& k) { return k.empty(); });
  const bool shallow = keys.size() <= kYamlMostDepth;
  if (equals == std::string::npos || !named || !shallow || first_odd_byte(assignment, "\t")) {
    faults.add(source, "expected key.path=value");
    return;
  }
  auto value = parse_value(std::string_view(assignment).substr(equals + 1), source, faults);
  if (!value) {
    return;
  }
  YamlNode* const node = reach(root, keys, source);
  if (node == nullptr) {
    faults.add(source, "expected groups of keys on the way, found a value or a list",
               "set the whole of it: key=[first, second] or key={name: value}");
    return;
  }
  value->key = std::move(node->key);
  *node = std::move(*value);
}

}  // namespace barometer::config
