// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/data_config.hpp"
#include "core/error.hpp"
#include "files/row_splitter.hpp"

namespace barometer::data {

// The numbers of a bar, in the order of BarRow.
inline constexpr std::array<std::string_view, 5> kValueNames{"open", "high", "low", "close",
                                                             "volume"};

// Where in a row each part of a bar stands, as cell indices from 0.
struct ColumnPlan {
  std::size_t time = 0;
  std::optional<std::size_t> time_of_day;
  std::array<std::size_t, kValueNames.size()> values{};
  std::size_t value_count = kValueNames.size();  // 4 where the source has no volume
  std::optional<std::size_t> truth;
  std::optional<std::size_t> label;  // may be that of another part
  std::optional<std::size_t> adjusted_close;
  std::optional<std::size_t> dividend;
  std::optional<std::size_t> split;
  std::size_t cells = 0;             // in every row
  config::NumberMarks numbers = {};  // how values are written
  double scale = 1;                  // of prices

  // Whether a row says more than a bar.
  bool has_extras() const { return truth || label || adjusted_close || dividend || split; }
};

// Whether the line is no row by data.skip_lines.
inline bool is_skipped_line(const config::CsvConfig& csv, std::size_t line) {
  return !csv.skip_lines.empty() && std::ranges::binary_search(csv.skip_lines, line);
}

// Whether every column is named by position, so that the header, if any, says nothing.
bool is_by_position(const config::CsvConfig& csv);

// `cells` are those of the header, or of the first row where all columns go by position. Faults
// name a column that is missing, comes twice, lies beyond the row or stands for two parts of a bar;
// their `where` is `place`.
ColumnPlan plan_columns(const config::CsvConfig& csv, const std::vector<files::RawCell>& cells,
                        const std::string& place, std::vector<core::Fault>& faults);

}  // namespace barometer::data
