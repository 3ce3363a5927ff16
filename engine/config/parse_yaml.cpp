// SPDX-License-Identifier: Apache-2.0
#include "config/parse_yaml.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "config/plain_text.hpp"
#include "config/scalar_hints.hpp"

namespace barometer::config {

namespace {

// Ends the parse; the fault is already in the list.
struct ParseStop {};

Location location(const YAML::Mark& mark) {
  return {mark.line + 1, mark.column + 1};
}

// Whether the quoted scalar that opens at `open` is closed: yaml-cpp lets the file's end close it.
bool is_closed(std::string_view text, std::size_t open) {
  const char quote = text[open];
  for (std::size_t i = open + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      const bool doubled = quote == '\'' && text.substr(i + 1, 1) == "'";
      if (!doubled) {
        return true;
      }
      ++i;
    }
  }
  return false;
}

// Turns the parser's events into nodes and rejects what a config does not need.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, std::string_view source, FaultList& faults)
      : text_(text), source_(source), faults_(faults) {
    root_.at = {1, 1};
    root_.source = source;
  }

  YamlNode take() && { return std::move(root_); }

  // yaml-cpp 0.7.0 starts documents for ever on stray text: the second one ends the parse.
  void OnDocumentStart(const YAML::Mark& mark) override {
    if (std::exchange(started_, true)) {
      stop(mark, "expected one document and nothing after it, found more text here");
    }
  }

  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    place(node(YamlNode::Kind::nothing, mark, "", anchor));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    stop(mark, "expected a value, found an alias; write the value out");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlNode scalar = node(YamlNode::Kind::scalar, mark, tag, anchor);
    scalar.text = value;
    scalar.quoted = tag == "!";  // yaml-cpp's mark of any scalar that is not plain
    check_text(scalar, mark);
    place(std::move(scalar));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(node(YamlNode::Kind::list, mark, tag, anchor), mark);
  }

  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(node(YamlNode::Kind::group, mark, tag, anchor), mark);
  }

  void OnMapEnd() override {
    check_duplicates(open_.back().node);
    close();
  }

 private:
  struct Open {
    YamlNode node;
    std::optional<YamlNode> key;  // a group's key that waits for its value
  };

  [[noreturn]] void stop(const YAML::Mark& mark, const std::string& what) {
    faults_.add(position(source_, location(mark)), prefix() + what);
    throw ParseStop{};
  }

  void reject(const YAML::Mark& mark, const std::string& what) {
    faults_.add(position(source_, location(mark)), prefix() + what);
  }

  char byte_at(const YAML::Mark& mark) const {
    const auto at = static_cast<std::size_t>(mark.pos);
    return at < text_.size() ? text_[at] : '\0';
  }

  YamlNode node(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
                YAML::anchor_t anchor) {
    if (++count_ > kYamlMostNodes) {
      stop(mark, fmt::format("expected at most {} values", kYamlMostNodes));
    }
    if (anchor != YAML::NullAnchor) {
      reject(mark, "expected a value, found an anchor; write the value out where it is used");
    }
    if (byte_at(mark) == '!' || (!tag.empty() && tag != "?" && tag != "!")) {
      reject(mark, "expected a value, found a tag; remove it");
    }
    YamlNode made;
    made.kind = kind;
    made.at = location(mark);
    made.source = source_;
    return made;
  }

  void check_text(const YamlNode& scalar, const YAML::Mark& mark) {
    const char first = byte_at(mark);
    if ((first == '\'' || first == '"') && !is_closed(text_, static_cast<std::size_t>(mark.pos))) {
      stop(mark, "expected a closing quote, found the end of the file");
    }
    if (first_odd_byte(scalar.text, "\t")) {
      reject(mark, fmt::format("expected one line without control characters, found '{}'",
                               for_message(scalar.text)));
    }
  }

  void open(YamlNode node, const YAML::Mark& mark) {
    if (open_.size() == kYamlMostDepth) {
      stop(mark, fmt::format("expected at most {} levels", kYamlMostDepth));
    }
    if (awaits_key()) {
      reject_key(node);
    }
    open_.push_back({std::move(node), std::nullopt});
  }

  void close() {
    YamlNode done = std::move(open_.back().node);
    open_.pop_back();
    place(std::move(done));
  }

  bool awaits_key() const {
    return !open_.empty() && open_.back().node.kind == YamlNode::Kind::group && !open_.back().key;
  }

  [[noreturn]] void reject_key(const YamlNode& key) {
    faults_.add(where(key), prefix() + "expected a word as key, found " + found(key));
    throw ParseStop{};
  }

  void place(YamlNode node) {
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (awaits_key()) {
      if (node.kind != YamlNode::Kind::scalar || node.text.empty()) {
        reject_key(node);
      }
      open_.back().key = std::move(node);
    } else {
      add_child(open_.back(), std::move(node));
    }
  }

  static void add_child(Open& parent, YamlNode node) {
    if (parent.key) {
      node.key = std::move(parent.key->text);
      node.key_at = parent.key->at;
      parent.key.reset();
      if (node.kind == YamlNode::Kind::nothing) {
        node.at = node.key_at;
      }
    }
    parent.node.children.push_back(std::move(node));
  }

  void check_duplicates(const YamlNode& group) {
    std::vector<const YamlNode*> sorted;
    for (const YamlNode& each : group.children) {
      sorted.push_back(&each);
    }
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto* a, const auto* b) { return a->key < b->key; });
    for (std::size_t i = 1; i < sorted.size(); ++i) {
      if (sorted[i]->key == sorted[i - 1]->key) {
        faults_.add(key_where(*sorted[i]),
                    fmt::format("{}expected the key '{}' once, found it again; first at {}",
                                prefix(), for_message(sorted[i]->key), key_where(*sorted[i - 1])));
      }
    }
  }

  // "strategy.when[1]: " for the value that is being built.
  std::string prefix() const {
    std::string path;
    for (const Open& level : open_) {
      if (level.key) {
        path += fmt::format("{}{}", path.empty() ? "" : ".", for_message(level.key->text));
      } else if (level.node.kind == YamlNode::Kind::list) {
        path += fmt::format("[{}]", level.node.children.size());
      }
    }
    return path.empty() ? path : fmt::format("{}: ", path);
  }

  std::string_view text_;
  std::string_view source_;
  FaultList& faults_;
  std::vector<Open> open_;
  YamlNode root_;
  int count_ = 0;
  bool started_ = false;
};

Location location_of(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, byte);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
          static_cast<int>(byte - line_start) + 1};
}

// Line `number`, counted from 1; empty where there is none.
std::string_view line_of(std::string_view text, int number) {
  for (; number > 1 && !text.empty(); --number) {
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  }
  return number == 1 ? text.substr(0, text.find('\n')) : std::string_view();
}

// What yaml-cpp must not see: it takes 0x04 for the end of file and guesses at encodings.
bool is_readable(std::string_view text, std::string_view source, FaultList& faults) {
  if (text.size() > kYamlMostBytes) {
    faults.add(std::string(source),
               fmt::format("expected at most {} bytes of YAML, found more", kYamlMostBytes));
    return false;
  }
  if (const auto odd = first_odd_byte(text, "\t\r\n")) {
    faults.add(position(source, location_of(text, *odd)),
               fmt::format("expected UTF-8 text without control characters, found byte 0x{:02x}",
                           static_cast<unsigned char>(text[*odd])));
    return false;
  }
  return true;
}

}  // namespace

std::optional<YamlNode> parse_yaml(std::string_view text, std::string_view source,
                                   FaultList& faults) {
  if (text.starts_with("\xEF\xBB\xBF")) {
    text.remove_prefix(3);
  }
  if (!is_readable(text, source, faults)) {
    return std::nullopt;
  }
  TreeBuilder builder(text, source, faults);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    return std::move(builder).take();
  } catch (const YAML::Exception& error) {
    const Location at = location(error.mark);
    faults.add(position(source, at), "expected YAML, found: " + error.msg,
               yaml_hint(line_of(text, at.line), line_of(text, at.line - 1)));
  } catch (const ParseStop&) {
  }
  return std::nullopt;
}

}  // namespace barometer::config
