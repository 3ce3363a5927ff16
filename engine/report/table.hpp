// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/style.hpp"

namespace barometer::report {

struct TableCell {
  std::string text;  // printable (safe_text.hpp)
  Tone tone = Tone::plain;
};

// Rows of aligned columns for people, two blanks apart. Where they do not fit Style::width, the
// last column is broken at blanks if it is of words ('l'); where that does not do, columns are left
// out one after another in the order of `drops`, and a line below says which.
class Table {
 public:
  // One letter a column: 'l' left, 'r' right. `drops`: columns by their number, the first to go
  // first; behind them all others but the first one go, from the right.
  explicit Table(std::string alignment, std::vector<std::size_t> drops = {});

  // At most one cell per column; missing cells at the end stay blank. The first row names the
  // columns, as far as they have names.
  void row(std::vector<TableCell> cells);

  // Whether render() need neither break a line nor leave out a column.
  bool fits(const Style& style, std::size_t indent) const;

  // Every line indented and without trailing blanks.
  std::string render(const Style& style, std::size_t indent) const;

 private:
  std::vector<std::size_t> widths() const;
  std::size_t least_width(std::size_t column) const;
  std::vector<std::size_t> fitting(std::size_t room, std::vector<std::size_t>& dropped) const;
  std::string row_text(const std::vector<TableCell>& row, const std::vector<std::size_t>& wide,
                       const Style& style, std::size_t indent) const;
  std::string left_out(const std::vector<std::size_t>& dropped) const;

  std::string alignment_;
  std::vector<std::size_t> drops_;
  std::vector<std::vector<TableCell>> rows_;
};

}  // namespace barometer::report
