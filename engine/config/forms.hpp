// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/describe.hpp"
#include "config/scalar.hpp"
#include "config/yaml_node.hpp"
#include "core/nearest_name.hpp"

// How one scalar is written in a config. A form has three members: read() types a scalar node,
// write() gives the canonical text back, expected() says in a message what read() takes.

namespace barometer {

// A value, or none and what to do about it where the form knows (may be empty).
template <class T>
struct Reading {
  std::optional<T> value;
  std::string fix;
};

ConfigItem text_item(std::string text);
ConfigItem number_item(std::string text);

// What all forms of text have in common: they are written as they are.
struct TextForm {
  ConfigItem write(const std::string& value) const { return text_item(value); }
};

struct WholeNumber {
  std::int64_t low = 0;
  std::int64_t high = std::numeric_limits<std::int64_t>::max();

  Reading<std::int64_t> read(const YamlNode& node) const;
  std::string expected() const;

  template <class Int>
  ConfigItem write(Int value) const {
    return number_item(std::to_string(value));
  }
};

struct Number {
  double low;
  double high;

  Reading<double> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem write(double value) const;
};

// A fraction of 1, which YAML may write as 10%, 5bps or 0.1.
struct Fraction {
  double low = 0;
  double high = 1;

  Reading<double> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem write(double value) const;
};

struct Length {
  Duration low = 1;
  Duration high = 3650 * kDay;

  Reading<Duration> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem write(Duration value) const;
};

struct Truth {
  Reading<bool> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem write(bool value) const;
};

// UTC.
struct Instant {
  Reading<Timestamp> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem write(Timestamp value) const;
};

// Safe inside a file name: symbols, dimensions, the run's name.
struct SafeName : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// What stands before the dot in the names of a tagger's dimensions.
struct Qualifier : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// A path, with ${NAME:-default} filled in.
struct Path : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// A path that may say {symbol}.
struct PathTemplate : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// A name that is searched for, or the path of a library.
struct PluginName : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// A column by name or by position.
struct Column {
  Reading<ColumnRef> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem write(const ColumnRef& value) const;
};

// A column or `none`.
struct ColumnOrNone {
  Reading<std::optional<ColumnRef>> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem write(const std::optional<ColumnRef>& value) const;
};

struct Separator {
  Reading<char> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem write(char value) const;
};

struct TimeFormat : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

struct ZoneName : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// A built-in venue, or the path of a venue file.
struct VenueName : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// "calm, normal or high"
std::string one_of(std::span<const std::string> names);

template <class T>
struct Word {
  std::string_view name;
  T value;
};

// One of a fixed set of words.
template <class T>
struct Words {
  std::span<const Word<T>> words;

  Reading<T> read(const YamlNode& node) const {
    for (const Word<T>& word : words) {
      if (node.text == word.name) {
        return {word.value, ""};
      }
    }
    return {std::nullopt, suggestion(for_suggestion(node), names())};
  }

  std::string expected() const { return one_of(names()); }

  ConfigItem write(const T& value) const {
    for (const Word<T>& word : words) {
      if (word.value == value) {
        return text_item(std::string(word.name));
      }
    }
    return text_item("");
  }

 private:
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const Word<T>& word : words) {
      all.emplace_back(word.name);
    }
    return all;
  }

  // The search for the nearest name is quadratic in the length of the text.
  static std::string_view for_suggestion(const YamlNode& node) {
    return std::string_view(node.text).substr(0, 64);
  }
};

}  // namespace barometer
