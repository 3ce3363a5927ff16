// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace barometer::data {

// The true regime of every bar of a symbol: numbers into a list of labels, negative where unknown.
class TruthColumn {
 public:
  static constexpr std::size_t kMostLabels = 127;

  // One more bar; an empty label is unknown. False, and nothing added, where the label would be one
  // too many.
  bool add(std::string_view label);

  // Leaves out the entries of these bars, which ascend; does nothing where there are no entries.
  void erase(std::span<const std::size_t> bars);

  std::vector<std::int8_t> ids;
  std::vector<std::string> labels;  // in order of appearance
};

// Whole numbers ascend by value, before words, which ascend by their letters.
bool truth_precedes(std::string_view a, std::string_view b);

// Whether the label is a whole number, so that labels have an order.
bool is_whole_number(std::string_view label);

// Gives all columns the same labels, in the order of truth_precedes, and returns them.
std::vector<std::string> unite_labels(std::span<TruthColumn> columns);

}  // namespace barometer::data
