// SPDX-License-Identifier: Apache-2.0
#include "config/reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/plain_text.hpp"
#include "config/scalar_hints.hpp"

namespace barometer::config {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Where messages about the group itself point: its key, the document's start for the root.
std::string group_where(const YamlNode& group) {
  return group.key.empty() ? where(group) : key_where(group);
}

}  // namespace

std::string Reader::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

std::string Reader::path_of(std::string_view key, std::size_t item) const {
  return fmt::format("{}[{}]", path_of(key), item);
}

const YamlNode* Reader::find(const char* key) {
  known_.emplace_back(key);
  return child(group_, key);
}

const YamlNode* Reader::scalar(const char* key, const std::string& expected, Need need) {
  const YamlNode* const node = find(key);
  if (node == nullptr && need.required) {
    missing(key, expected, need.fix);
  }
  if (node != nullptr && node->kind != YamlNode::Kind::scalar) {
    reject(faults_, *node, path_of(key), expected, quotes_for_braces(*node));
    return nullptr;
  }
  return node;
}

const YamlNode* Reader::subgroup(const char* key, Need need) {
  const YamlNode* const node = find(key);
  if (node == nullptr && need.required) {
    missing(key, "a group of keys", need.fix);
  }
  if (node != nullptr && node->kind != YamlNode::Kind::group) {
    reject(faults_, *node, path_of(key), "a group of keys");
    return nullptr;
  }
  return node;
}

std::span<const YamlNode> Reader::items(const char* key, bool takes_all) {
  const YamlNode* const node = find(key);
  const bool word = node != nullptr && node->kind == YamlNode::Kind::scalar;
  if (node == nullptr || (takes_all && word && node->text == "all")) {
    return {};
  }
  const bool list = node->kind == YamlNode::Kind::list;
  if (!list || node->children.empty()) {
    const std::string what =
        list ? "a list with at least one entry" : "a list such as [first, second]";
    reject(faults_, *node, path_of(key), what + (takes_all ? ", or all" : ""),
           takes_all && word && (node->text == "ALL" || node->text == "All") ? "did you mean all?"
           : word && !node->text.empty() ? "write [" + for_message(node->text) + "]"
                                         : "");
  }
  return list ? std::span{node->children} : std::span<const YamlNode>{};
}

std::span<const YamlNode> Reader::group_list(const char* key) {
  const YamlNode* const node = find(key);
  if (node == nullptr) {
    return {};
  }
  if (node->kind == YamlNode::Kind::group) {
    return {node, 1};
  }
  const auto is_group = [](const YamlNode& each) { return each.kind == YamlNode::Kind::group; };
  const auto wrong = std::find_if_not(node->children.begin(), node->children.end(), is_group);
  const bool entry = node->kind == YamlNode::Kind::list && wrong != node->children.end();
  const bool good = node->kind == YamlNode::Kind::list && !node->children.empty() && !entry;
  if (!good) {
    reject(faults_, entry ? *wrong : *node, path_of(key),
           "a group of keys, or a list of such groups");
  }
  return good ? std::span{node->children} : std::span<const YamlNode>{};
}

void Reader::missing(const char* key, const std::string& expected, const char* fix) {
  faults_.add(group_where(group_),
              fmt::format("{}: expected {}, found no such key", path_of(key), expected), fix);
}

void Reader::check(const char* key, bool holds, const std::string& expected, const char* fix) {
  if (holds) {
    return;
  }
  if (const YamlNode* const node = child(group_, key)) {
    reject(faults_, *node, path_of(key), expected, fix);
  } else {
    missing(key, expected, fix);
  }
}

void Reader::only(const char* circumstance, std::initializer_list<const char*> keys) {
  for (const char* const key : keys) {
    if (const YamlNode* const node = child(group_, key)) {
      reported_.emplace_back(key);
      faults_.add(key_where(*node),
                  fmt::format("{}: expected only {}, found here", path_of(key), circumstance),
                  "remove it");
    }
  }
}

std::string Reader::unknown_key_fix(std::string_view key) const {
  const std::string meant(other_key(key));
  if (contains(known_, meant)) {
    return fmt::format("did you mean '{}'?", meant);
  }
  if (!key.empty() && key.front() >= '0' && key.front() <= '9' && key.ends_with('%')) {
    return "write numbers with a decimal point; inside { } a comma begins the next key";
  }
  return core::suggestion(key, known_);
}

void Reader::finish() {
  for (const YamlNode& each : group_.children) {
    if (!contains(known_, each.key) && !contains(reported_, each.key)) {
      const std::string_view key = std::string_view(each.key).substr(0, 64);
      faults_.add(key_where(each),
                  fmt::format("{}: expected a key of this group, found '{}'",
                              path_of(for_message(each.key)), for_message(each.key)),
                  unknown_key_fix(key));
    }
  }
}

}  // namespace barometer::config
