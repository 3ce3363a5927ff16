// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "data/row_parser.hpp"

namespace barometer::data {

// What is wrong with a cell as a label; `kind` is alike for all that are wrong alike.
struct LabelFault {
  std::string kind;
  std::string what;
  std::string fix;

  CellFault at(std::size_t column) const { return {column, kind, what, fix}; }
};

// The number that a label is: finite, with a decimal point; nullopt for a word.
std::optional<double> label_number(std::string_view label);

// The cells of a column of labels, each as a number into the texts in their order of appearance. An
// empty cell and `nan` are unknown. Whole numbers are one label however they are written: 1, 1.0
// and 1e0 are "1".
class LabelColumn {
 public:
  static constexpr std::uint32_t kUnknown = std::numeric_limits<std::uint32_t>::max();

  // One more cell, which may be one of `words`, of any where there are none. Where it is no label
  // nothing is added.
  std::optional<LabelFault> add(std::string_view cell, std::span<const std::string> words = {});

  // One more cell, which is no label: unknown, and counted.
  void add_refused();

  std::vector<std::uint32_t> ids;
  std::vector<std::string> texts;
  std::int64_t refused = 0;  // cells

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;  // of the texts
  std::string last_;                                        // cell, which nearly always comes again
};

}  // namespace barometer::data
