// SPDX-License-Identifier: Apache-2.0
#include "data/row_action.hpp"

#include <fast_float/fast_float.h>

#include "calendar/actions_file.hpp"

namespace barometer::data {

bool says_nothing(std::string_view cell, double nothing) {
  double value = 0;
  const char* const end = cell.data() + cell.size();
  const auto result = fast_float::from_chars(cell.data(), end, value);
  const bool whole = result.ec == std::errc{} && result.ptr == end;
  return cell.empty() || (whole && (value == 0 || value == nothing));
}

std::optional<SplitRatio> split_in(std::string_view cell) {
  return says_nothing(cell, kNoSplit) ? SplitRatio() : calendar::read_split(cell);
}

}  // namespace barometer::data
