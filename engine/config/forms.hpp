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

// How one scalar is written in a config. A form has four members: read() types a scalar node,
// write() gives the canonical text back, expected() says in a message what read() takes, schema()
// says it to an editor, in JSON schema.

namespace barometer::config {

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

  ConfigItem schema() const;  // a number is a text too
};

struct IntegerForm {
  std::int64_t low = 0;
  std::int64_t high = std::numeric_limits<std::int64_t>::max();

  Reading<std::int64_t> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem schema() const;

  template <class Int>
  ConfigItem write(Int value) const {
    return number_item(std::to_string(value));
  }
};

struct NumberForm {
  double low;
  double high;

  Reading<double> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem schema() const;
  ConfigItem write(double value) const;
};

// A fraction of 1, which YAML may write as 10%, 5bps or 0.1.
struct FractionForm {
  double low = 0;
  double high = 1;

  Reading<double> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem schema() const;
  ConfigItem write(double value) const;
};

struct DurationForm {
  core::Duration low = 1;
  core::Duration high = 3650 * core::kDay;

  Reading<core::Duration> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem schema() const;
  ConfigItem write(core::Duration value) const;
};

// From a second to a day, or a week or a month.
struct BarSizeForm {
  Reading<core::Duration> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem schema() const;
  ConfigItem write(core::Duration value) const;
};

struct BoolForm {
  Reading<bool> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem schema() const;
  ConfigItem write(bool value) const;
};

// UTC.
struct TimestampForm {
  Reading<core::Timestamp> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem schema() const;
  ConfigItem write(core::Timestamp value) const;
};

// Safe inside a file name: symbols, dimensions, the run's name.
struct NameForm : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// The name of a symbol as its file has it, which may have blanks and letters of any script.
struct SymbolForm : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// One label of a column; data/label_column.hpp says which are plain.
struct LabelForm : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// What stands before the dot in the names of a tagger's dimensions.
struct QualifierForm : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// A path, with ${NAME:-default} filled in.
struct PathForm : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// A path that may say {symbol}.
struct PathTemplateForm : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// Where bars lie: a path that may say {symbol}, {date}, * and ?; one that ends in / is a folder.
struct SourcePathForm : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// A name that is searched for, or the path of a library.
struct PluginNameForm : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// A column by name or by position.
struct ColumnForm {
  Reading<ColumnRef> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem schema() const;
  ConfigItem write(const ColumnRef& value) const;
};

// A column or `none`.
struct OptionalColumnForm {
  Reading<std::optional<ColumnRef>> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem schema() const;
  ConfigItem write(const std::optional<ColumnRef>& value) const;
};

struct SeparatorForm {
  Reading<char> read(const YamlNode& node) const;
  std::string expected() const;
  ConfigItem schema() const;
  ConfigItem write(char value) const;
};

struct TimeFormatForm : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

struct ZoneForm : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// A built-in venue, or the path of a venue file.
struct VenueForm : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// "calm, normal or high"
std::string one_of(std::span<const std::string> names);

// JSON schema of one of these words.
ConfigItem words_schema(const std::vector<std::string>& words);

template <class T>
struct EnumForm {
  std::string_view name;
  T value;
};

// One of a fixed set of words.
template <class T>
struct EnumListForm {
  std::span<const EnumForm<T>> words;

  Reading<T> read(const YamlNode& node) const {
    for (const EnumForm<T>& word : words) {
      if (node.text == word.name) {
        return {word.value, ""};
      }
    }
    return {std::nullopt, core::suggestion(for_suggestion(node), names())};
  }

  std::string expected() const { return one_of(names()); }

  ConfigItem schema() const { return words_schema(names()); }

  ConfigItem write(const T& value) const {
    for (const EnumForm<T>& word : words) {
      if (word.value == value) {
        return text_item(std::string(word.name));
      }
    }
    return text_item("");
  }

 private:
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const EnumForm<T>& word : words) {
      all.emplace_back(word.name);
    }
    return all;
  }

  // The search for the nearest name is quadratic in the length of the text.
  static std::string_view for_suggestion(const YamlNode& node) {
    return std::string_view(node.text).substr(0, 64);
  }
};

}  // namespace barometer::config
