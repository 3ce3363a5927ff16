// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sniffer/text_sample.hpp"

namespace barometer::sniffer {

using RowCells = std::vector<std::string_view>;  // of one row, blanks and quotes taken off

// How the lines of a text are made of cells.
struct TextLayout {
  char separator = ',';
  bool header = false;
  std::vector<std::size_t> skip_lines;  // before the first row, counted from 1
  std::vector<std::string> names;       // of the header
  std::size_t header_line = 0;          // counted from 1; 0: none
  std::size_t cells = 0;                // in nearly every row
};

// nullopt where no separator gives lines of at least four numbers: the text is no table of prices.
// `separator` of a text that is known to have it.
std::optional<TextLayout> layout_of(const TextSample& sample, std::optional<char> separator = {});

RowCells cells_of(std::string_view line, char separator);

// Those of the lines that are rows.
std::vector<RowCells> rows_of(const Lines& lines, const TextLayout& layout);

// One cell of a line; empty where the line has fewer.
std::string_view cell_of(std::string_view line, char separator, std::size_t index);

}  // namespace barometer::sniffer
