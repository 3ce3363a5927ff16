// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "calendar/calendar_gaps.hpp"
#include "calendar/venue.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// Bars that are missing between two neighbours of one symbol. On a venue that never closes every
// bar of the grid is expected. On one with sessions the calendar says what is; where its holidays
// are not known, a bar is expected wherever another symbol of the venue has one, and on the
// weekdays of a hole longer than seven days, which no holiday is. Not for sharing between threads.
class BarExpectation {
 public:
  // `times` are the closes of all bars of the venue's symbols, each once, ascending; they and the
  // venue outlive this.
  BarExpectation(const Venue& venue, core::Duration bar, const BarGrid& grid,
                 std::span<const core::Timestamp> times);

  // Between one that closes at `from` and the next, which closes at `to`.
  std::int64_t missing(core::Timestamp from, core::Timestamp to);

 private:
  std::int64_t on_weekdays(core::Timestamp from, core::Timestamp to);

  const Venue& venue_;
  CalendarGaps gaps_;
  core::Duration bar_;
  std::span<const core::Timestamp> times_;
};

}  // namespace barometer::calendar
