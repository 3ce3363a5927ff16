// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace barometer::sniffer {

// What a column is, by the names that sources give it.
enum class ColumnRole {
  open,
  high,
  low,
  close,
  volume,
  adjusted_close,
  dividend,
  split,
  symbol,
  date,
  time_of_day,
  other
};

// Capitals, brackets, blanks and a leading number do not matter: "<OPEN>", "1. open" and "Open" are
// one name.
ColumnRole role_of(std::string_view name);

// The name as role_of() compares it: letters and digits alone, small.
std::string plain_column(std::string_view name);

}  // namespace barometer::sniffer
