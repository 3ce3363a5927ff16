// SPDX-License-Identifier: Apache-2.0
#include "config/parse_yaml.hpp"

#include <string>

#include "support/catch.hpp"

using namespace barometer;
using namespace std::string_literals;

namespace {

// The tree's faults, one message a line.
std::string faults_in(const std::string& text) {
  config::FaultList faults;
  config::parse_yaml(text, "t.yaml", faults);
  try {
    core::throw_if_any(std::move(faults).take());
  } catch (const core::Error& error) {
    return error.what();
  }
  return "";
}

bool starts_with(const std::string& text, const std::string& start) {
  return text.compare(0, start.size(), start) == 0;
}

std::string repeated(const std::string& piece, std::size_t bytes, std::string text = {}) {
  while (text.size() < bytes) {
    text += piece;
  }
  return text;
}

}  // namespace

TEST_CASE("a tree keeps kinds, order, quotes, lines and columns") {
  config::FaultList faults;
  const auto root = config::parse_yaml("b: 1\na: ['x', {c: null}]\n", "t.yaml", faults);
  REQUIRE(root);
  REQUIRE(root->children.size() == 2);
  CHECK(root->children[0].key == "b");
  const config::YamlNode& list = root->children[1];
  CHECK(list.kind == config::YamlNode::Kind::list);
  CHECK(config::where(list) == "t.yaml:2:4");
  CHECK(config::key_where(list) == "t.yaml:2:1");
  CHECK(list.children[0].quoted);
  CHECK(config::where(list.children[0]) == "t.yaml:2:5");
  CHECK(list.children[1].children[0].kind == config::YamlNode::Kind::nothing);
}

TEST_CASE("aliases, anchors and tags are refused where they stand") {
  CHECK(starts_with(faults_in("a: &x 1\n"), "t.yaml:1:4: a: expected a value, found an anchor"));
  CHECK(starts_with(faults_in("a: &x 1\nb: *x\n"), "t.yaml:1:4: "));
  CHECK(starts_with(faults_in("a: *x\n"), "t.yaml:1:4: "));
  CHECK(starts_with(faults_in("a: &a [*a]\n"), "t.yaml:1:4: "));
  CHECK(starts_with(faults_in("a: !!int 3\n"), "t.yaml:1:4: a: expected a value, found a tag"));
  CHECK(starts_with(faults_in("a: ! 3\n"), "t.yaml:1:4: a: expected a value, found a tag"));
  CHECK(starts_with(faults_in("a: !!map {}\n"), "t.yaml:1:4: a: expected a value, found a tag"));
}

TEST_CASE("duplicate keys are refused in every group, with both places") {
  CHECK(faults_in("a: 1\nb: {c: 1, d: 2, c: 3}\na: 2\n") ==
        "t.yaml:2:17: b: expected the key 'c' once, found it again; first at t.yaml:2:5\n"
        "t.yaml:3:1: expected the key 'a' once, found it again; first at t.yaml:1:1");
}

TEST_CASE("there is one document") {
  CHECK(starts_with(faults_in("a: 1\n---\nb: 2\n"), "t.yaml:2:1: expected one document"));
  CHECK(starts_with(faults_in("a: 1\n...\nb: 2\n"), "t.yaml:3:1: expected one document"));
  CHECK(faults_in("---\na: 1\n...\n# the end\n") == "");
}

TEST_CASE("stray text that yaml-cpp 0.7.0 parses for ever ends the parse") {
  CHECK(starts_with(faults_in(","), "t.yaml:1:1: expected one document"));
  CHECK(starts_with(faults_in("- a\n, b"), "t.yaml:2:1: expected one document"));
  CHECK(starts_with(faults_in("'a' 'b'"), "t.yaml:1:5: expected one document"));
}

TEST_CASE("syntax errors have line and column") {
  for (const char* text :
       {"a: ]", "a: b: c", "a: @b", "a: `b", "\tb: 1", "a: [1, 2", "a: {b: 1", "a: 1\n]", "a: 1\n,",
        "&", "*", "[[[", "a: \"\\q\"", "%YAML 9.0\n---\n"}) {
    INFO(text);
    CHECK(starts_with(faults_in(text), "t.yaml:"));
  }
}

TEST_CASE("quotes must be closed") {
  for (const char* text :
       {"a: 'x", "a: \"x", "a: 'x''", "a: \"x\\\"", "'", "\"", "a: 'x\nb: 1\n"}) {
    INFO(text);
    CHECK(starts_with(faults_in(text), "t.yaml:1:"));
  }
  CHECK(faults_in("a: 'it''s'\nb: \"a \\\" b\"\n") == "");
}

TEST_CASE("keys are words") {
  for (const char* text : {"? [a]\n: b", ": b", "? {a: 1}\n: b", "{null: 1}", "'': 1", "[a]: b"}) {
    INFO(text);
    CHECK(starts_with(faults_in(text), "t.yaml:1:"));
  }
}

TEST_CASE("text is UTF-8 without control characters, escaped ones included") {
  CHECK(starts_with(faults_in("a: 1\nb: \xFF\n"), "t.yaml:2:4: expected UTF-8"));
  CHECK(starts_with(faults_in("a: \0b"s), "t.yaml:1:4: expected UTF-8"));
  CHECK(starts_with(faults_in("a: 1 # \x04\nb: 2\n"), "t.yaml:1:8: expected UTF-8"));
  CHECK(starts_with(faults_in("\xFF\xFE"
                              "a\0:\0"s),
                    "t.yaml:1:1: expected UTF-8"));
  CHECK(starts_with(faults_in("a: \"\\x00\"\n"), "t.yaml:1:4: a: expected one line"));
  CHECK(starts_with(faults_in("a: \"\\e[31m\"\n"), "t.yaml:1:4: a: expected one line"));
  CHECK(starts_with(faults_in("a: |\n  two\n  lines\n"), "t.yaml:1:4: a: expected one line"));
  CHECK(faults_in("\xEF\xBB\xBF"
                  "a: \"\\t\"\r\nb: \xC3\xA9\r\n") == "");
}

TEST_CASE("size, depth and number of values have limits") {
  CHECK(starts_with(faults_in(repeated("# long\n", config::kYamlMostBytes + 1)),
                    "t.yaml: expected at most"));
  CHECK(faults_in(std::string(64, '[').append(64, ']')) == "");
  CHECK(faults_in(std::string(65, '[').append(65, ']')).find("at most 64 levels") !=
        std::string::npos);
  CHECK(faults_in(repeated("a,", 600'002, "[").append("]")).find("at most 300000 values") !=
        std::string::npos);
}

TEST_CASE("as much as may be of any one thing comes to an end") {
  for (const char* piece : {"[",     "{",      "- ", "? ",   ": ",    "a: ",    "'",  "\"",
                            "#",     "\n",     "[]", "&a ",  "!a ",   "*a ",    ",",  "---\n",
                            "...\n", "%a b\n", "\r", "a\n:", "? a\n", "a: [\n", "\\", "|\n"}) {
    INFO(piece);
    const std::string text = repeated(piece, config::kYamlMostBytes - 4);
    CHECK(faults_in(text).size() < 100'000);
  }
}

TEST_CASE("a file of nothing but faults is told by its first hundred") {
  const std::string told = faults_in(repeated("&a 1,", 5'000, "[").append("]"));
  CHECK(told.find("and 900 more faults") != std::string::npos);
}
