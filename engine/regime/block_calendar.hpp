// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <cstdint>
#include <vector>

#include "data/calendar_cursor.hpp"
#include "regime/bar_source.hpp"

namespace barometer::regime {

// The calendar of one block of bars after the other, as a tagger is handed it. Where the block's
// bars close at consecutive steps, as most do, that is a piece of the market's own calendar; else
// its rows are gathered here.
class BlockCalendar {
 public:
  // `source` outlives this object. No block will be longer than `longest_block`.
  BlockCalendar(const BarSource& source, std::int64_t longest_block);

  // [step] A row per bar, valid until the next call. REQUIRES: count > 0; blocks come in order,
  // and no bar comes twice.
  const bm_calendar_row* of(std::int64_t first, std::int64_t count) {
    if (source_.steps.empty()) {
      return source_.calendar + first;
    }
    const std::int64_t step = cursor_.step_at(close_of(first));
    return count == 1 ? source_.calendar + step : block_of(step, first, count);
  }

 private:
  const bm_calendar_row* block_of(std::int64_t step, std::int64_t first, std::int64_t count);

  core::Timestamp close_of(std::int64_t bar) const {
    return source_.bars.close_time_ns[bar * source_.bars.stride];
  }

  const BarSource& source_;
  data::CalendarCursor cursor_;
  std::vector<bm_calendar_row> rows_;  // of one block; empty where none is ever gathered
};

}  // namespace barometer::regime
