// SPDX-License-Identifier: Apache-2.0
#include "regime/block_calendar.hpp"

namespace barometer::regime {

BlockCalendar::BlockCalendar(const BarSource& source, std::int64_t longest_block)
    : source_(source), cursor_(source.steps, source.calendar) {
  if (!source.steps.empty() && longest_block > 1) {
    rows_.resize(static_cast<std::size_t>(longest_block));
  }
}

const bm_calendar_row* BlockCalendar::block_of(std::int64_t step, std::int64_t first,
                                               std::int64_t count) {
  const std::int64_t last = step + count - 1;
  const bool consecutive =
      last < static_cast<std::int64_t>(source_.steps.size()) &&
      source_.steps[static_cast<std::size_t>(last)] == close_of(first + count - 1);
  if (consecutive) {
    return source_.calendar + step;
  }
  rows_[0] = source_.calendar[step];
  for (std::int64_t k = 1; k < count; ++k) {
    rows_[static_cast<std::size_t>(k)] = cursor_.at(close_of(first + k));
  }
  return rows_.data();
}

}  // namespace barometer::regime
