// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace barometer_test {

// A row of a CSV file without quotes, by the names of its columns.
using CsvRow = std::map<std::string, std::string>;

inline std::vector<std::string> csv_cells(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream rest(line);
  for (std::string cell; std::getline(rest, cell, ',');) {
    cells.push_back(cell);
  }
  return cells;
}

inline std::vector<CsvRow> csv_rows(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  const std::vector<std::string> names = csv_cells(line);
  std::vector<CsvRow> rows;
  while (std::getline(lines, line)) {
    const std::vector<std::string> values = csv_cells(line);
    CsvRow& row = rows.emplace_back();
    for (std::size_t i = 0; i < values.size(); ++i) {
      row[names[i]] = values[i];
    }
  }
  return rows;
}

inline double number(const CsvRow& row, const std::string& column) {
  return std::stod(row.at(column));
}

}  // namespace barometer_test
