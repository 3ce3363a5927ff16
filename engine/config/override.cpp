// SPDX-License-Identifier: Apache-2.0
#include "config/override.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "config/parse_yaml.hpp"
#include "config/plain_text.hpp"

namespace barometer::config {

namespace {

// Of these any group stands for a list of itself (Reader::group_list reads them).
constexpr std::string_view kGroupOrList = "regime";

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// The number of a list's entry. 0005 is none: it is a text, such as the name of a symbol.
std::optional<std::size_t> entry_number(std::string_view text) {
  const bool good = is_digits(text) && text.size() < 7 && (text.size() == 1 || text[0] != '0');
  return good ? std::optional<std::size_t>(std::stoul(std::string(text))) : std::nullopt;
}

// A key with what stands in brackets behind it: "regime[daily]".
struct PathStep {
  std::string key;
  std::vector<std::string> picks = {};
};

// Takes "[daily][0]" from the front of `text`; false where a bracket is not closed or empty.
bool take_picks(std::string_view& text, PathStep& step) {
  while (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos || end == 1) {
      return false;
    }
    step.picks.emplace_back(text.substr(1, end - 1));
    text.remove_prefix(end + 1);
  }
  return true;
}

// Empty where the path is none.
std::vector<PathStep> split_path(std::string_view path) {
  std::vector<PathStep> steps;
  while (true) {
    const std::size_t end = path.find_first_of(".[");
    const std::string_view key = path.substr(0, end);
    path.remove_prefix(std::min(end, path.size()));
    if (is_digits(key) && !steps.empty() && steps.back().picks.empty()) {
      steps.back().key.append(".").append(key);
    } else {
      steps.push_back({std::string(key)});
    }
    if (key.empty() || key.find(']') != key.npos || !take_picks(path, steps.back())) {
      return {};
    }
    if (path.empty()) {
      return steps;
    }
    if (!path.starts_with('.')) {
      return {};
    }
    path.remove_prefix(1);
  }
}

// The sign between path and value; names in brackets may hold one of their own.
std::size_t find_equals(std::string_view assignment) {
  bool inside = false;
  for (std::size_t at = 0; at < assignment.size(); ++at) {
    const char each = assignment[at];
    inside = each == '[' || (inside && each != ']');
    if (each == '=' && !inside) {
      return at;
    }
  }
  return std::string_view::npos;
}

// Where messages about overrides point: at the override, in no file.
void relocate(YamlNode& node, const SetText& said) {
  node.at = node.key_at = {.set = said};
  for (YamlNode& each : node.children) {
    relocate(each, said);
  }
}

// Whether a bracket or brace outside of quotes is not closed.
bool is_unclosed(std::string_view text) {
  int depth = 0;
  char quote = 0;
  for (const char each : text) {
    if (quote != 0) {
      quote = each == quote ? 0 : quote;
    } else if (each == '"' || each == '\'') {
      quote = each;
    } else {
      depth += each == '[' || each == '{' ? 1 : each == ']' || each == '}' ? -1 : 0;
    }
  }
  return depth > 0 && quote == 0;
}

std::optional<YamlNode> parse_value(std::string_view text, std::string_view source,
                                    FaultList& faults) {
  if (!text.empty() && std::string_view("[{'\"").find(text.front()) != std::string_view::npos) {
    if (is_unclosed(text)) {
      faults.add(std::string(source),
                 fmt::format("the {} of the value is not closed", text.front()),
                 "close it, and put the whole in quotes for the shell");
      return std::nullopt;
    }
    return parse_yaml(text, source, faults);
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

// What a list's entry goes by beside its number: a text, or the `as` or `plugin` of a group.
std::string name_of(const YamlNode& entry) {
  if (entry.kind == YamlNode::Kind::scalar) {
    return entry.text;
  }
  for (const char* const key : {"as", "plugin"}) {
    if (const YamlNode* const named = child(entry, key);
        named != nullptr && named->kind == YamlNode::Kind::scalar) {
      return named->text;
    }
  }
  return "";
}

// One group stands for a list of it, as it does in the file.
std::span<YamlNode> entries_of(YamlNode& node) {
  return node.kind == YamlNode::Kind::group ? std::span(&node, 1) : std::span(node.children);
}

// "[0] regime, [1] daily"
std::string entries_text(YamlNode& node) {
  constexpr std::size_t kMost = 8;
  const std::span<YamlNode> entries = entries_of(node);
  std::string text;
  for (std::size_t i = 0; i < std::min(entries.size(), kMost); ++i) {
    const std::string name = for_message(name_of(entries[i]));
    text += fmt::format("{}[{}]{}{}", i == 0 ? "" : ", ", i, name.empty() ? "" : " ", name);
  }
  return entries.size() > kMost ? fmt::format("{} and {} more", text, entries.size() - kMost)
                                : text;
}

// Walks from the root to the node that an override sets, making groups on the way.
class Walk {
 public:
  // `source` must outlive the tree: nodes that are made keep a view of it.
  Walk(YamlNode& root, std::string_view source, FaultList& faults)
      : node_(&root), source_(source), faults_(faults) {}

  // False, and reported, where a value or a list stands in the way.
  bool enter(const PathStep& step) {
    return enter_key(step.key, !step.picks.empty()) &&
           std::ranges::all_of(step.picks, [&](const std::string& each) { return pick(each); });
  }

  YamlNode& node() const { return *node_; }

 private:
  bool enter_key(const std::string& key, bool picks) {
    if (node_->kind == YamlNode::Kind::nothing) {
      node_->kind = YamlNode::Kind::group;
    }
    if (node_->kind == YamlNode::Kind::list) {
      return reject(
          fmt::format("{} is a list of {}: say which of them", path_, entries_text(*node_)),
          fmt::format("such as {}[0].{}", path_, for_message(key)));
    }
    if (node_->kind != YamlNode::Kind::group) {
      return reject("expected groups of keys on the way, found a value",
                    "set the whole of it: key=[first, second] or key={name: value}");
    }
    path_ += (path_.empty() ? "" : ".") + for_message(key);
    if (picks && child(*node_, key) == nullptr) {
      return reject(fmt::format("{}: expected a list, found no such key", path_),
                    fmt::format("set the whole of it: {}=[first, second]", path_));
    }
    node_ = &child_or_new(*node_, key, source_);
    return true;
  }

  // Whether brackets may follow.
  bool is_list(const std::string& wanted) {
    if (node_->kind == YamlNode::Kind::scalar || node_->kind == YamlNode::Kind::nothing) {
      return reject(fmt::format("{}: expected a list, found {}", path_, found(*node_)),
                    fmt::format("set the whole of it: {}=[first, second]", path_));
    }
    if (node_->kind == YamlNode::Kind::group && path_ != kGroupOrList) {
      return reject(path_ + " is no list: it is a group of keys",
                    is_digits(wanted)
                        ? "leave the brackets out"
                        : fmt::format("name the key: {}.{}", path_, for_message(wanted)));
    }
    return true;
  }

  // An entry by its number, else by its name, which no other entry may have.
  bool pick(const std::string& wanted) {
    if (!is_list(wanted)) {
      return false;
    }
    const std::span<YamlNode> entries = entries_of(*node_);
    const auto is_wanted = [&](const YamlNode& each) { return name_of(each) == wanted; };
    std::size_t at = entry_number(wanted).value_or(entries.size());
    if (at >= entries.size()) {
      at = static_cast<std::size_t>(std::ranges::find_if(entries, is_wanted) - entries.begin());
      if (at < entries.size() && std::ranges::count_if(entries, is_wanted) > 1) {
        return reject(fmt::format("{} has several entries '{}': {}", path_, for_message(wanted),
                                  entries_text(*node_)),
                      "give its number");
      }
    }
    if (at >= entries.size()) {
      return reject(fmt::format("{} has no entry '{}'", path_, for_message(wanted)),
                    fmt::format("it has {}", entries_text(*node_)));
    }
    path_ += fmt::format("[{}]", for_message(wanted));
    node_ = &entries[at];
    return true;
  }

  bool reject(const std::string& what, const std::string& fix) {
    faults_.add(std::string(source_), what, fix);
    return false;
  }

  YamlNode* node_;
  std::string path_;
  std::string_view source_;
  FaultList& faults_;
};

}  // namespace

std::string override_source(const std::string& assignment) {
  return "--set " + for_message(assignment);
}

void apply_override(YamlNode& root, const std::string& assignment, const std::string& source,
                    FaultList& faults) {
  const std::size_t equals = find_equals(assignment);
  const auto path = split_path(std::string_view(assignment).substr(0, equals));
  const bool shallow = path.size() <= kYamlMostDepth;
  if (equals == std::string::npos || path.empty() || !shallow || first_odd_byte(assignment, "\t")) {
    faults.add(source, "expected key.path=value");
    return;
  }
  auto value = parse_value(std::string_view(assignment).substr(equals + 1), source, faults);
  if (!value) {
    return;
  }
  relocate(*value, SetText(source));
  Walk walk(root, source, faults);
  if (std::ranges::all_of(path, [&walk](const PathStep& each) { return walk.enter(each); })) {
    value->key = std::move(walk.node().key);
    walk.node() = std::move(*value);
  }
}

}  // namespace barometer::config
