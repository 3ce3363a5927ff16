// SPDX-License-Identifier: Apache-2.0
#include "study/compare_fills.hpp"

#include <string>

#include "study/csv_cells.hpp"

namespace barometer::study {

namespace {

std::string fill_text(const CsvHeader& header, const std::string& row) {
  std::string text;
  for (const char* name : {"time", "symbol", "quantity"}) {
    text.append(header.cell(row, name)).append(" ");
  }
  return row.empty() ? "" : text.append("at ").append(header.cell(row, "price"));
}

FillCells cells_of(const CsvHeader& header, const std::string& row) {
  const auto cell = [&](const char* name) { return std::string(header.cell(row, name)); };
  return {.time = cell("time"),
          .symbol = cell("symbol"),
          .quantity = cell("quantity"),
          .price = cell("price"),
          .commission = cell("commission"),
          .rule = cell("rule")};
}

std::string next_row(std::istream& stream) {
  std::string row;
  std::getline(stream, row);
  return stream ? row : "";
}

}  // namespace

std::optional<DifferentFill> first_different_fill(std::istream& a, std::istream& b) {
  const CsvHeader header_a(next_row(a));
  const CsvHeader header_b(next_row(b));
  for (std::size_t number = 1;; ++number) {
    const std::string row_a = next_row(a);
    const std::string row_b = next_row(b);
    if (row_a != row_b) {
      return DifferentFill{.number = number,
                           .a = fill_text(header_a, row_a),
                           .b = fill_text(header_b, row_b),
                           .of_a = cells_of(header_a, row_a),
                           .of_b = cells_of(header_b, row_b)};
    }
    if (row_a.empty()) {
      return std::nullopt;
    }
  }
}

}  // namespace barometer::study
