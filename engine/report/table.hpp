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

// Rows of aligned columns for people, two blanks apart.
class Table {
 public:
  // One letter a column: 'l' left, 'r' right.
  explicit Table(std::string alignment) : alignment_(std::move(alignment)) {}

  // At most one cell per column; missing cells at the end stay blank.
  void row(std::vector<TableCell> cells);

  // Every line indented and without trailing blanks.
  std::string render(const Style& style, std::size_t indent) const;

 private:
  std::vector<std::size_t> widths() const;

  std::string alignment_;
  std::vector<std::vector<TableCell>> rows_;
};

}  // namespace barometer::report
