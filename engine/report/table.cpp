// SPDX-License-Identifier: Apache-2.0
#include "report/table.hpp"

#include <algorithm>
#include <utility>

#include "core/safe_text.hpp"

namespace barometer::report {

void Table::row(std::vector<TableCell> cells) {
  rows_.push_back(std::move(cells));
}

std::vector<std::size_t> Table::widths() const {
  std::vector<std::size_t> widths(alignment_.size(), 0);
  for (const std::vector<TableCell>& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], core::display_width(row[i].text));
    }
  }
  return widths;
}

std::string Table::render(const Style& style, std::size_t indent) const {
  const std::vector<std::size_t> wide = widths();
  std::string text;
  for (const std::vector<TableCell>& row : rows_) {
    std::string blanks(indent, ' ');
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(wide[i] - core::display_width(row[i].text), ' ');
      const bool right = alignment_[i] == 'r';
      blanks += right ? padding : "";
      if (!row[i].text.empty()) {
        text += std::exchange(blanks, "") + style.paint(row[i].tone, row[i].text);
      }
      blanks += (right ? "" : padding) + "  ";
    }
    text += '\n';
  }
  return text;
}

}  // namespace barometer::report
