// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace barometer::study {

// Reads the cells of run folders' CSV files by their names. For cells without quotes: times, names
// of symbols, labels and numbers.
class CsvHeader {
 public:
  explicit CsvHeader(std::string_view line);

  const std::vector<std::string>& names() const { return names_; }

  // The cell under this name; empty where the file or the row has none.
  std::string_view cell(std::string_view row, std::string_view name) const;

  // The cell in column `number`; empty where the row has none.
  static std::string_view cell_at(std::string_view row, std::size_t number);

 private:
  std::vector<std::string> names_;
};

}  // namespace barometer::study
