// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "data/split_ratio.hpp"

namespace barometer::data {

// What the cells of a row say: nothing is a split of 1 and a dividend of 0.
struct ActionCells {
  SplitRatio split = {};  // units after for units before
  double dividend = 0;    // quote currency a unit, after the split

  bool is_none() const { return split == SplitRatio() && dividend == 0; }

  friend bool operator==(const ActionCells& a, const ActionCells& b) {
    return a.split == b.split && a.dividend == b.dividend;
  }
};

// A split or a dividend in the row of a bar, which is that of the ex-date.
struct RowAction {
  std::size_t bar = 0;  // a number into the bars that stand beside it
  ActionCells cells;
  std::string place;  // "file:line:column"
};

inline constexpr double kNoSplit = 1;
inline constexpr double kNoDividend = 0;

// Whether the cell is empty or a number that is 0 or `nothing`.
bool says_nothing(std::string_view cell, double nothing);

// A cell of data.columns.split: 4, 4:1, 1/3, 0.25; empty, 0 and 1 are none. nullopt for others.
std::optional<SplitRatio> split_in(std::string_view cell);

}  // namespace barometer::data
