// SPDX-License-Identifier: Apache-2.0
#include "app/project_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "core/error.hpp"
#include "plugin/declared_name.hpp"

namespace barometer::app {

namespace {

constexpr std::size_t kLongest = 64;  // as plugin::is_snake_case has it

// ISO C++20 [lex.key] and [lex.digraph].
constexpr std::array<std::string_view, 92> kKeywords{
    "alignas",       "alignof",     "and",
    "and_eq",        "asm",         "auto",
    "bitand",        "bitor",       "bool",
    "break",         "case",        "catch",
    "char",          "char16_t",    "char32_t",
    "char8_t",       "class",       "co_await",
    "co_return",     "co_yield",    "compl",
    "concept",       "const",       "const_cast",
    "consteval",     "constexpr",   "constinit",
    "continue",      "decltype",    "default",
    "delete",        "do",          "double",
    "dynamic_cast",  "else",        "enum",
    "explicit",      "export",      "extern",
    "false",         "float",       "for",
    "friend",        "goto",        "if",
    "inline",        "int",         "long",
    "mutable",       "namespace",   "new",
    "noexcept",      "not",         "not_eq",
    "nullptr",       "operator",    "or",
    "or_eq",         "private",     "protected",
    "public",        "register",    "reinterpret_cast",
    "requires",      "return",      "short",
    "signed",        "sizeof",      "static",
    "static_assert", "static_cast", "struct",
    "switch",        "template",    "this",
    "thread_local",  "throw",       "true",
    "try",           "typedef",     "typeid",
    "typename",      "union",       "unsigned",
    "using",         "virtual",     "void",
    "volatile",      "wchar_t",     "while",
    "xor",           "xor_eq"};

// cmake(1), policy CMP0037, and what its generators make.
constexpr std::array<std::string_view, 11> kTargets{
    "all",     "clean",          "depend",     "edit_cache",    "help", "install",
    "package", "package_source", "preinstall", "rebuild_cache", "test"};

template <class Words>
bool is_among(const Words& words, std::string_view name) {
  return std::find(words.begin(), words.end(), name) != words.end();
}

bool is_well_spelt(const std::string& name) {
  return plugin::is_snake_case(name) && name.find("__") == std::string::npos && name.back() != '_';
}

std::optional<std::string> why_not(const std::string& name, std::span<const std::string> shipped) {
  if (!is_well_spelt(name)) {
    return fmt::format(
        "expected a name like my_idea (a small letter, then small letters, digits and single "
        "underscores, {} characters at most), found '{}'",
        kLongest, name);
  }
  if (is_among(kKeywords, name)) {
    return "'" + name + "' is a word of C++";
  }
  if (is_among(kTargets, name)) {
    return "'" + name + "' is a target of every CMake project";
  }
  if (name == "null") {
    return "'null' is no name in YAML, but the word for nothing";
  }
  if (is_among(shipped, name)) {
    return "'" + name + "' comes with Barometer; a config could not tell the two apart";
  }
  return std::nullopt;
}

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_small(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// MyIdea, my-idea and "my idea" become my_idea; what no name can have is left out.
std::string snake_case_of(std::string_view name) {
  std::string snake;
  char before = '_';
  for (const char c : name) {
    const bool begins = is_capital(c) ? !is_capital(before) : !is_small(c);
    if (begins && !snake.empty() && snake.back() != '_') {
      snake += '_';
    }
    if (is_capital(c) || is_small(c)) {
      snake += is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
    }
    before = c;
  }
  return snake;
}

// A name that may be had, as near to this one as can be.
std::string proposed_name(const std::string& name, std::span<const std::string> shipped) {
  std::string snake = snake_case_of(name).substr(0, kLongest - 3);
  while (!snake.empty() && snake.back() == '_') {
    snake.pop_back();
  }
  if (snake.empty()) {
    return "my_idea";
  }
  return why_not(snake, shipped) ? "my_" + snake : snake;
}

}  // namespace

void check_project_name(const std::string& kind, const std::string& name,
                        std::span<const std::string> shipped) {
  if (const auto fault = why_not(name, shipped)) {
    throw core::Error(core::ErrorKind::bad_input, core::Fault{"", "new: " + *fault,
                                                              "type: barometer new " + kind + " " +
                                                                  proposed_name(name, shipped)});
  }
}

std::string project_class(std::string_view kind, std::string_view name) {
  std::string text;
  bool begins = true;
  for (const char c : name) {
    if (c != '_') {
      text += begins && !(c >= '0' && c <= '9') ? static_cast<char>(c - 'a' + 'A') : c;
    }
    begins = c == '_';
  }
  const bool has_small = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a'; });
  return has_small ? text : text + (kind == "strategy" ? "Strategy" : "Tagger");
}

}  // namespace barometer::app
