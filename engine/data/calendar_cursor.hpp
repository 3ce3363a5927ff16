// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <algorithm>
#include <cstdint>
#include <span>

#include "core/timestamp.hpp"

namespace barometer::data {

struct MarketData;
struct SymbolData;

// Finds the calendar of a symbol's bars, which is kept per step, going from bar to bar.
class CalendarCursor {
 public:
  // The market outlives the cursor.
  CalendarCursor(const MarketData& market, const SymbolData& symbol);

  // `rows` has one entry per time; both outlive the cursor.
  CalendarCursor(std::span<const core::Timestamp> times, const bm_calendar_row* rows)
      : times_(times), rows_(rows) {}

  // [step] The step at this time. REQUIRES: there is one, later than that of the call before.
  std::int64_t step_at(core::Timestamp time) {
    if (times_[next_] != time) {
      next_ = static_cast<std::size_t>(
          std::lower_bound(times_.begin() + static_cast<std::ptrdiff_t>(next_), times_.end(),
                           time) -
          times_.begin());
    }
    return static_cast<std::int64_t>(next_++);
  }

  // [step] The calendar of the bar that closes at this time. REQUIRES: as step_at().
  const bm_calendar_row& at(core::Timestamp time) { return rows_[step_at(time)]; }

 private:
  std::span<const core::Timestamp> times_;
  const bm_calendar_row* rows_;
  std::size_t next_ = 0;
};

}  // namespace barometer::data
