// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/timestamp.hpp"
#include "sniffer/stamp_formats.hpp"
#include "sniffer/text_layout.hpp"

namespace barometer::sniffer {

// Where a row says its time, and how.
struct TimeColumn {
  std::size_t column = 0;                       // counted from 0
  std::optional<std::size_t> time_of_day = {};  // joined to it with a blank
  std::vector<StampFormat> formats = {};  // at least one; of several each reads all rows in order
  std::optional<std::size_t> close_time = {};  // another column with the bar's end
};

// Rows that go all one way in time, but for a few, as `rows` may be of many symbols.
bool goes_one_way(const std::vector<core::Timestamp>& stamps);

// The cell or cells of a row that say its time.
std::string stamp_text(const RowCells& row, const TimeColumn& column);

// The column that says the time, which is none of `taken`. Where `day_in_name` says that the file's
// name has the date, milliseconds of a day will do. With `many` symbols rows need not be in order.
// nullopt where no column is written as times are.
std::optional<TimeColumn> time_column(const TextLayout& layout, const std::vector<RowCells>& rows,
                                      const std::vector<std::size_t>& taken, bool day_in_name,
                                      bool many);

}  // namespace barometer::sniffer
