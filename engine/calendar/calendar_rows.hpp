// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <span>
#include <vector>

#include "calendar/bar_spans.hpp"
#include "calendar/venue.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// One row per bar, as abi/bars.h states it; every bar is classed by the midpoint of its interval,
// which for daily bars of a venue with sessions is the middle of the session, and for those of a
// week or a month that of the last one. Desks hold from their
// start up to but not including their end, on every day of the week. Where the venue's holidays do
// not cover the date, or the next session's, month end, expiry and eve follow from weekdays alone
// and the row says BM_HOLIDAYS_UNKNOWN.
std::vector<bm_calendar_row> resolve_calendar(const Venue& venue, core::Duration bar,
                                              std::span<const BarSpan> spans);

// The same of bars that close at these times and lie on one grid.
std::vector<bm_calendar_row> resolve_calendar(const Venue& venue, core::Duration bar,
                                              std::span<const core::Timestamp> close_times,
                                              const BarGrid& grid = {});

// From the open to the close of a bar shorter than a day, which is `bar` where it is whole.
inline core::Duration length_of(const bm_calendar_row& row, core::Duration bar) {
  return row.length_ms == 0 ? bar : row.length_ms * core::kMillisecond;
}

// The middle of a bar shorter than a day, of the size `bar` where it is whole.
core::Timestamp middle_of(const bm_calendar_row& row, core::Timestamp close_time,
                          core::Duration bar);

}  // namespace barometer::calendar
