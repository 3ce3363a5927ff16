// SPDX-License-Identifier: Apache-2.0
#include "study/csv_cells.hpp"

#include <algorithm>
#include <cstddef>

namespace barometer::study {

CsvHeader::CsvHeader(std::string_view line) {
  const auto commas = static_cast<std::size_t>(std::ranges::count(line, ','));
  for (std::size_t number = 0; number <= commas; ++number) {
    names_.emplace_back(cell_at(line, number));
  }
}

std::string_view CsvHeader::cell(std::string_view row, std::string_view name) const {
  const auto found = std::ranges::find(names_, name);
  return found == names_.end() ? std::string_view()
                               : cell_at(row, static_cast<std::size_t>(found - names_.begin()));
}

std::string_view CsvHeader::cell_at(std::string_view row, std::size_t number) {
  for (; number > 0; --number) {
    const std::size_t comma = row.find(',');
    if (comma == std::string_view::npos) {
      return {};
    }
    row.remove_prefix(comma + 1);
  }
  return row.substr(0, row.find(','));
}

}  // namespace barometer::study
