// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/data_config.hpp"

namespace barometer::sniffer {

// How one cell writes a number; what its marks mean may be open.
struct NumberShape {
  char mark = '\0';           // the only mark in it, or the one before the thousands; 0: none
  char second = '\0';         // the one behind that, which is then the decimal mark
  int marks = 0;              // how often `mark` stands there
  bool three_behind = false;  // three digits follow each `mark`
  bool zero_before = false;   // nothing but a zero before the first mark
  std::string currency;       // a sign before or behind it
};

// nullopt for what is no number in any way of writing: 2024.01.02, 09:30, NaN, nothing.
std::optional<NumberShape> number_shape(std::string_view cell);

// What all numbers of a file have in common.
struct MarksFound {
  config::NumberMarks marks;
  bool clear = true;  // else `marks` and `other` read all of them as well
  config::NumberMarks other = {};
};

MarksFound marks_of(const std::vector<std::string_view>& cells);

// The number by these marks; nullopt where the cell is not written with them.
std::optional<double> number_by(std::string_view cell, const config::NumberMarks& marks);

}  // namespace barometer::sniffer
