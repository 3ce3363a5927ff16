// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/data_config.hpp"
#include "config/forms.hpp"
#include "config/tree_forms.hpp"

// How `data:` says where in files the rows are.

namespace barometer::config {

// The path of the files, or, of quotes in two files, {bid: PATH, ask: PATH}.
struct FilePathsForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults, CsvConfig& out) const;
  std::string expected() const;
  ConfigItem write(const CsvConfig& csv) const;
  ConfigItem schema() const;
};

// A pattern of names, with the marks of a source's path.
struct NamePatternForm : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// The sign of a currency, "$" or "EUR".
struct CurrencySignForm : TextForm {
  Reading<std::string> read(const YamlNode& node) const;
  std::string expected() const;
};

// Lines that are no rows: 3 for the first three, or a list of lines counted from 1. Ascending and
// each once in `out`.
struct LineNumbersForm {
  void read(const YamlNode& node, const std::string& path, FaultList& faults,
            std::vector<std::size_t>& out) const;
  ConfigItem write(const std::vector<std::size_t>& lines) const;
  ConfigItem schema() const;
};

}  // namespace barometer::config
